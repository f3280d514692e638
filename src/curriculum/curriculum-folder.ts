import { Injectable } from '@nestjs/common';

/** Publishes what stands in the folder of curricula. */
@Injectable()
export class CurriculumFolder {}
