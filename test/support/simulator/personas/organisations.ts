// Turns the made-up businesses into the ids of their organisations.
import { random } from '../random.ts';

const ids = random('organisations');

export const bikeShop = ids.uuid();
export const dentalPractice = ids.uuid();
