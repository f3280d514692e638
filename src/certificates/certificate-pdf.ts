import PDFDocument from 'pdfkit';
import { faceBytes } from './certificate-faces.js';
import { CertificateLayout } from './certificate-layout.js';
import type { CertificateSheet } from './certificate-sheet.js';

/** One page, tagged as PDF/UA asks, with only the glyphs it uses. The same sheet gives the same bytes. */
export function certificatePdf(sheet: CertificateSheet): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    subset: 'PDF/UA' as 'PDF/A-2a', // the types do not know it yet
    lang: sheet.lang,
    displayTitle: true,
    info: {
      Title: sheet.documentTitle,
      Author: sheet.issuer.organisation,
      CreationDate: sheet.issuedAt,
      ModDate: sheet.issuedAt,
    },
  });
  doc.registerFont('text', faceBytes('text'));
  doc.registerFont('rare', faceBytes('rare'));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    new CertificateLayout(doc, sheet).draw();
    doc.end();
  });
}
