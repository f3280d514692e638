import { parse } from 'csv-parse/sync';
import { TOTP } from 'otpauth';
import type { ListeningApp } from './listening-app.js';
import { aPerson } from '../factories/person.js';
import type { PersonState } from '../factories/person.js';
import { signIn } from './trainee.js';
import { Visitor } from './visitor.js';
import type { Device } from './visitor.js';

const PASSWORD = 'まどぐちの横に置いた青い花びん';

/** Somebody of the office before a screen, with a phone that shows codes. */
export class Official {
  private secret = '';

  private constructor(
    private readonly app: ListeningApp,
    private readonly email: string,
  ) {}

  static async of(app: ListeningApp, who: Omit<PersonState, 'password'> = {}): Promise<Official> {
    const email = who.email ?? 'jimu@example.jp';
    const known = { roles: ['office'], displayName: '事務 すず', ...who } as const;
    await aPerson(app, { ...known, password: PASSWORD, email });
    return new Official(app, email);
  }

  /** Before a device of their own, signed in. */
  async at(device: Device): Promise<Visitor> {
    const visitor = await Visitor.on(device);
    await this.signIn(visitor);
    return visitor;
  }

  /** Password, then the phone: connected the first time, asked for its code afterwards. */
  async signIn(visitor: Visitor): Promise<void> {
    await signIn(visitor, this.email, PASSWORD);
    if (this.secret === '') {
      expect(await visitor.heading()).toBe('認証アプリをつなぎます');
      this.secret = (await visitor.page.getByRole('main').locator('code').innerText()).replaceAll('-', '');
      await visitor.type('アプリに出た番号', this.code());
      expect(await visitor.isAllShown('アプリに出た番号')).toBe(true);
      await visitor.press('つなぐ');
      expect(await visitor.heading()).toBe('控えの番号');
      await visitor.follow('控えたので次へ進む');
    } else {
      await visitor.type('確認番号', this.code());
      await visitor.press('確認する');
    }
    expect(await visitor.heading()).toBe('ホーム');
  }

  async proveAgain(visitor: Visitor): Promise<void> {
    expect(await visitor.heading()).toBe('もう一度、パスワードを入力してください');
    await visitor.type('パスワード', PASSWORD);
    await visitor.press('続ける');
  }

  private code(): string {
    return new TOTP({ secret: this.secret }).generate({ timestamp: this.app.clock.now().getTime() });
  }
}

/** Saves the list with names that was asked for, and says what it is for. */
export async function saveReport(visitor: Visitor, official: Official, app: ListeningApp): Promise<Buffer> {
  app.clock.set(new Date(app.clock.now().getTime() + 15 * 60_000));
  await visitor.follow('名前のある一覧を保存する');
  await official.proveAgain(visitor);
  expect(await visitor.heading()).toBe('名前のある一覧を保存する');
  await visitor.type('使う目的', '令和8年度の修了者名簿の作成');
  return (await visitor.save(visitor.button('目的を記録して保存する'))).bytes;
}

export function readNames(file: Buffer): Record<string, string>[] {
  return parse(file, { bom: true, columns: true, record_delimiter: '\r\n' });
}
