import { Controller, Get } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';

/** Where somebody stands who has just been erased: nobody knows any more who they are. */
@Controller('erased')
export class ErasedController {
  @Allow.everyone()
  @Get()
  show(): View {
    return page('privacy/erased', {});
  }
}
