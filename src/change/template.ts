/** Comments that a template engine takes out before a model reads the text, by file ending. HTML comments stay: a model reads them. */
const COMMENTS: Readonly<Record<string, RegExp>> = {
  j2: /\{#[\s\S]*?#\}/gu,
  jinja: /\{#[\s\S]*?#\}/gu,
  jinja2: /\{#[\s\S]*?#\}/gu,
  prompty: /\{#[\s\S]*?#\}/gu,
  hbs: /\{\{!--[\s\S]*?--\}\}|\{\{![^}]*\}\}/gu,
  handlebars: /\{\{!--[\s\S]*?--\}\}|\{\{![^}]*\}\}/gu,
  mustache: /\{\{![^}]*\}\}/gu,
  liquid: /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/gu,
};

/** A template without its comments; line ends inside them are kept, so that lines keep their numbers. */
export function withoutTemplateComments(text: string, ending: string): string {
  const comment = COMMENTS[ending];
  return comment === undefined ? text : text.replace(comment, (match) => match.replace(/[^\n]+/gu, ''));
}
