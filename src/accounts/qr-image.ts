import qrcode from 'qrcode';

/** A QR code for the `src` of an image: drawn as lines, so that it is sharp on paper too. */
export async function qrImage(text: string): Promise<string> {
  const drawing = await qrcode.toString(text, { type: 'svg', margin: 2 });
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}
