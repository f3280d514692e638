import { Global, Module } from '@nestjs/common';
import { AuditChain } from './audit-chain.js';
import { AuditKeeping } from './audit-keeping.service.js';
import { Audit } from './audit.service.js';

@Global()
@Module({ providers: [Audit, AuditChain, AuditKeeping], exports: [Audit, AuditChain, AuditKeeping] })
export class AuditModule {}
