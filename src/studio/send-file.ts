import type { FastifyReply } from 'fastify';

/** A file that leaves: saved, never shown by the browser, whatever is in it (SEC-27). */
export function sendFile(
  reply: FastifyReply,
  { name, type, bytes }: { readonly name: string; readonly type: string; readonly bytes: Uint8Array },
): Buffer {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, '_');
  // RFC 8187: names may hold any letters.
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  void reply.type(type);
  void reply.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`);
  void reply.header('content-security-policy', "default-src 'none'; sandbox");
  return Buffer.from(bytes);
}
