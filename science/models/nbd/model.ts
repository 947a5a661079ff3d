import { nbd } from '../../customer-base/nbd.ts';
import { purchaseModel } from '../../customer-base/purchase-model.ts';
import type { PurchaseFit } from '../../customer-base/purchase-fit.ts';
import type { Model } from '../contract.ts';
import { card } from './card.ts';

export const model: Model<PurchaseFit> = purchaseModel(card, nbd, 'Customers may all buy at the same rate, and then their mean is all there is to know.');
