import { Module } from '@nestjs/common';

/** What peers tell each other, and what they wish for. */
@Module({})
export class ExchangeModule {}
