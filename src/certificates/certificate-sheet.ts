/** The words of one certificate as they were on the day of issue; kept as JSON. Changing a field needs a migration. */
export interface SheetWords {
  readonly lang: 'ja' | 'en';
  /** What a window and a list of files call it: no name, no course. */
  readonly documentTitle: string;
  readonly title: string;
  readonly number: string;
  /** Said on every certificate of a track that is not reviewed. */
  readonly draft: string | null;
  readonly name: string;
  readonly honorific: string;
  readonly text: string;
  readonly covers: { readonly heading: string; readonly lines: readonly string[] };
  readonly dates: readonly string[];
  readonly issuer: { readonly organisation: string; readonly person: string };
  readonly check: { readonly heading: string; readonly alt: string };
  readonly notes: readonly string[];
  /** Hash of the picture of the seal. Certificates from before there were seals have no such field. */
  readonly seal?: string | null;
}

/** All that stands on one certificate: what the page shows and the PDF prints. */
export interface CertificateSheet extends SheetWords {
  readonly check: SheetWords['check'] & { readonly url: string; readonly code: string };
  /** The picture of the seal, where it has one. */
  readonly sealPicture: {
    readonly href: string;
    readonly bytes: Buffer;
    /** For who does not see it. */
    readonly alt: string;
  } | null;
  /** What happened to it since: said across the sheet, on the screen and in the PDF. */
  readonly mark: string | null;
  /** Written into the file as its date, so that one certificate is always the same bytes. */
  readonly issuedAt: Date;
}
