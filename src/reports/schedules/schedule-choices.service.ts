import { Injectable } from '@nestjs/common';
import { CompletionsService } from '../completions.service.js';
import { Templates } from '../templates/templates.service.js';
import type { Template } from '../templates/templates.service.js';

/** What a schedule may be made of. */
@Injectable()
export class ScheduleChoices {
  constructor(
    private readonly templates: Templates,
    private readonly completions: CompletionsService,
  ) {}

  async list(): Promise<{ templates: Template[]; tracks: { code: string; title: string }[] }> {
    const [templates, tracks] = await Promise.all([this.templates.list(), this.completions.listTracks()]);
    return { templates, tracks };
  }
}
