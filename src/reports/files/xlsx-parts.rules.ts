import { columnName, escapeXml } from './xlsx-cells.rules.js';
import type { Sheet } from './sheet.js';

/** The small parts of a workbook (ECMA-376). No day of making, no author, no program: the same question, the same bytes. */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Signs that the name of a sheet cannot have, and its greatest length. */
const NOT_IN_NAMES = /[[\]:*?/\\]/g;
const LONGEST_NAME = 31;

export function contentTypes(sheets: readonly Sheet[]): string {
  const parts = sheets.map(
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${parts.join('')}</Types>`
  );
}

export function packageRelations(): string {
  return relations([`<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>`]);
}

export function workbookRelations(sheets: readonly Sheet[]): string {
  const target = (at: number) => `Type="${OFFICE}/worksheet" Target="worksheets/sheet${at}.xml"`;
  return relations([
    ...sheets.map((_, at) => `<Relationship Id="rId${at + 1}" ${target(at + 1)}/>`),
    `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`,
  ]);
}

/** `lengths`: how many rows each sheet has, its header counted. What is printed and filtered hangs on it. */
export function workbook(sheets: readonly Sheet[], lengths: readonly number[]): string {
  const names = sheets.map(({ name }) => name.replace(NOT_IN_NAMES, ' ').slice(0, LONGEST_NAME));
  const list = names.map(
    (name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const defined = (at: number, name: string, place: string, more = '') => {
    const sheet = escapeXml(`'${(names[at] as string).replaceAll("'", "''")}'!${place}`);
    return `<definedName name="_xlnm.${name}" localSheetId="${at}"${more}>${sheet}</definedName>`;
  };
  const areas = sheets.map(({ columns }, at) => {
    const all = `$A$1:$${columnName(columns.length - 1)}$${lengths[at]}`;
    return (
      defined(at, '_FilterDatabase', all, ' hidden="1"') +
      defined(at, 'Print_Area', all) +
      defined(at, 'Print_Titles', '$1:$1')
    );
  });
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets>` +
    `<definedNames>${areas.join('')}</definedNames></workbook>`
  );
}

/** Before the rows: the header stays in sight, and all columns fit on the width of an A4 page. */
export function sheetHead({ columns }: Sheet): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>' +
    `<sheetFormatPr defaultRowHeight="18"/><cols>${widths.join('')}</cols><sheetData>`
  );
}

export function sheetFoot({ columns, heading }: Sheet, length: number): string {
  const ampersands = heading.replaceAll('&', '&&');
  return (
    `</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${length}"/>` +
    '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
    `<headerFooter><oddHeader>&amp;L${escapeXml(ampersands)}</oddHeader>` +
    '<oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>'
  );
}

/** Cell styles in the order of `STYLE`. */
export function styles(): string {
  const xf = (more: string, inner = '') => {
    const attributes = `fontId="0" fillId="0" borderId="0" xfId="0" ${more}`;
    return inner ? `<xf ${attributes}>${inner}</xf>` : `<xf ${attributes}/>`;
  };
  const cells = [
    xf('numFmtId="0"'),
    xf('numFmtId="49" applyNumberFormat="1"').replace('fontId="0"', 'fontId="1" applyFont="1"'),
    xf('numFmtId="49" applyNumberFormat="1"'),
    xf('numFmtId="49" applyNumberFormat="1" quotePrefix="1"'),
    xf('numFmtId="164" applyNumberFormat="1"'),
    xf('numFmtId="165" applyNumberFormat="1"'),
    xf('numFmtId="49" applyNumberFormat="1" applyAlignment="1"', '<alignment horizontal="right"/>'),
  ];
  return (
    `${HEAD}<styleSheet xmlns="${MAIN}">` +
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.0"/></numFmts>' +
    '<fonts count="2"><font><sz val="11"/><name val="Yu Gothic"/></font><font><b/><sz val="11"/><name val="Yu Gothic"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

function relations(list: readonly string[]): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}
