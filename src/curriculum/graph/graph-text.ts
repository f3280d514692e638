import type { Words } from '../../web/locales.js';
import type { DialogueGraph, GraphedScene, Way } from './dialogue-graph.js';

/** The graph as a list: everything that the picture shows, for eyes and ears that have no use for one. */
export function graphText(graph: DialogueGraph, words: Words): string {
  const { scenes } = graph;
  const head = words.text('curriculum.graph.head', {
    title: graph.title,
    id: graph.id,
    scenes: scenes.length,
    replies: scenes.flatMap(({ ways }) => ways.filter(({ kind }) => kind === 'reply')).length,
    ends: scenes.filter(({ end }) => end !== null).length,
    start: graph.start,
  });
  return `${[head, ...scenes.map((scene) => sceneText(scene, words))].join('\n\n')}\n`;
}

function sceneText({ id, words: said, ways, end }: GraphedScene, words: Words): string {
  const ending = end === null ? [] : [`  ${words.text(`curriculum.graph.end.${end}`)}`];
  return [`${id}  ${said}`, ...ending, ...ways.map((way) => `  ${wayText(way, words)}`)].join('\n');
}

export function wayText({ kind, number, words: said, to, when }: Way, words: Words): string {
  if (kind !== 'reply') return words.text(`curriculum.graph.${kind}`, { to });
  const condition = when === null ? '' : words.text('curriculum.graph.when', { when });
  return `${number}. ${said}${condition} → ${to}`;
}
