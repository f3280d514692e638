import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { isLocalPath } from '../web/view.js';

type Name = 'session' | 'registration' | 'application' | 'organiser' | 'trial';

const ONWARD = 'onward';
const ONWARD_SECONDS = 2 * 60 * 60;

/** Cookies that hold a token. They are out of scripts' reach and are not sent along from other sites. */
@Injectable()
export class SessionCookie {
  private readonly prefix: string;
  private readonly attributes: {
    readonly path: string;
    readonly httpOnly: boolean;
    readonly sameSite: 'lax';
    readonly secure: boolean;
  };

  constructor(config: Config) {
    // The prefix makes browsers refuse the cookie from another host or over http.
    this.prefix = config.secureCookies ? '__Host-' : '';
    this.attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: config.secureCookies };
  }

  /** The token, or null. Anything that cannot be a token of ours is not looked up. */
  read(request: FastifyRequest, name: Name): string | null {
    const token = request.cookies[this.prefix + name];
    return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null;
  }

  /** `days`: null for a cookie that goes when the browser is closed. */
  write(reply: FastifyReply, name: Name, cookie: { token: string; days: number | null }): void {
    const maxAge = cookie.days === null ? {} : { maxAge: cookie.days * 24 * 60 * 60 };
    void reply.setCookie(this.prefix + name, cookie.token, { ...this.attributes, ...maxAge });
  }

  clear(reply: FastifyReply, name: Name): void {
    void reply.clearCookie(this.prefix + name, this.attributes);
  }

  /** Where the person was going when they were led to register; null for nowhere. */
  readOnward(request: FastifyRequest): string | null {
    const path = request.cookies[this.prefix + ONWARD];
    return path !== undefined && isLocalPath(path) ? path : null;
  }

  /** For as long as a registration may take. */
  writeOnward(reply: FastifyReply, path: string): void {
    void reply.setCookie(this.prefix + ONWARD, path, { ...this.attributes, maxAge: ONWARD_SECONDS });
  }
}
