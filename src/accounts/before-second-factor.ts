import 'reflect-metadata';

const BEFORE_SECOND_FACTOR = 'tomoni:before-second-factor';

/** Opens a route to staff who have not given their second factor yet: the pages to give it, and the way out. */
export function BeforeSecondFactor(): MethodDecorator {
  return (_target, _name, descriptor) => {
    Reflect.defineMetadata(BEFORE_SECOND_FACTOR, true, descriptor.value as object);
  };
}

export function isBeforeSecondFactor(handler: object): boolean {
  return Reflect.getMetadata(BEFORE_SECOND_FACTOR, handler) === true;
}
