/** A button and nothing to fill in. */
export class EnrolForm {}
