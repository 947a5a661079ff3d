import {
  IconAdjustmentsHorizontal, IconChartHistogram, IconDatabase, IconHome2, IconMap2, IconSend2, IconSettings2, IconUsers, IconZoomScan,
  type Icon,
} from '@tabler/icons-react';
import { LOOP, STAGES } from '#loop/loop.ts';
import type { Words } from '#vocabulary/words.ts';
import type { Place } from './area.ts';

export interface PlaceShown { place: Place; label: Words; icon: Icon; /** The letter after `g` that leads there. */ letter: string }

const STAGE_ICONS = { understand: IconZoomScan, plan: IconMap2, engage: IconSend2, measure: IconChartHistogram, adjust: IconAdjustmentsHorizontal };
const STAGE_LETTERS = { understand: 'u', plan: 'p', engage: 'e', measure: 'm', adjust: 'a' };

export const HOME: PlaceShown = { place: 'home', icon: IconHome2, letter: 'h', label: { en: 'Home', 'zh-Hans': '首页', 'zh-Hant': '首頁' } };

export const LOOP_PLACES: readonly PlaceShown[] = STAGES.map((stage) => ({
  place: stage, label: LOOP[stage].names, icon: STAGE_ICONS[stage], letter: STAGE_LETTERS[stage],
}));

export const OTHER_PLACES: readonly PlaceShown[] = [
  { place: 'customers', icon: IconUsers, letter: 'c', label: { en: 'Customers', 'zh-Hans': '客户', 'zh-Hant': '顧客' } },
  { place: 'data', icon: IconDatabase, letter: 'd', label: { en: 'Data', 'zh-Hans': '数据', 'zh-Hant': '資料' } },
  { place: 'settings', icon: IconSettings2, letter: 's', label: { en: 'Settings', 'zh-Hans': '设置', 'zh-Hant': '設定' } },
];

export const ALL_PLACES: readonly PlaceShown[] = [HOME, ...LOOP_PLACES, ...OTHER_PLACES];

/** A page's address begins with its place; the home page is the root. */
export function placeOf(pathname: string): Place {
  const first = pathname.split('/')[1] ?? '';
  return ALL_PLACES.find((shown) => shown.place === first)?.place ?? 'home';
}
export const rootOf = (place: Place): string => (place === 'home' ? '/' : `/${place}`);
