import { mbgNbd } from '../../customer-base/beta-geometric.ts';
import { purchaseModel } from '../../customer-base/purchase-model.ts';
import type { PurchaseFit } from '../../customer-base/purchase-fit.ts';
import type { Model } from '../contract.ts';
import { card } from './card.ts';

export const model: Model<PurchaseFit> = purchaseModel(card, mbgNbd, 'If hardly anybody leaves, use the NBD model; else gather a longer history.');
