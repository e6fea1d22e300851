/** What every page of ours begins with, apart from page.ts, which brings the chart library. */
export const PAGE_BEGIN = '<!doctype html>\n<!-- vax-upload report -->\n';
