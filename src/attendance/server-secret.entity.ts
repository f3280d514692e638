import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Made by the server for itself at its first start; never shown. */
@Entity('server_secret')
export class ServerSecret {
  @PrimaryColumn('varchar', { length: 20 })
  purpose: string;

  /** 32 random bytes, hex. */
  @Column('varchar', { length: 64 })
  value: string;
}
