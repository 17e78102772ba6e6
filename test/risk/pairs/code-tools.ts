import { edit, type Pair } from './pair.ts';

type Tier = 'low' | 'medium' | 'high';
const py = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('tools', 'src/tools.py', from, to, tier, line);
const ts = (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('tools', 'src/tools.ts', from, to, tier, line);
const READS = '@tool\ndef get_order(order_id: str):\n    """Reads one order."""\n    return find(order_id)\n';
const WRITES =
  '@tool\ndef delete_order(order_id: str):\n    """Deletes one order."""\n    return drop(order_id)\n';
const made = (name: string, description: string, more = ''): string =>
  `export const ${name} = tool({ description: "${description}", ${more}execute: run });\n`;
const go = (name: string, hint: string, description = 'About an order'): string =>
  `package tools\n\nvar T = mcp.NewTool("${name}",\n\tmcp.WithDescription(t("KEY", "${description}")),\n\tmcp.WithToolAnnotation(mcp.ToolAnnotation{ReadOnlyHint: ptr(${hint})}),\n)\n`;

/** Tools that programs define, in the ways of their libraries. */
export const CODE_TOOL_PAIRS: readonly Pair[] = [
  {
    code: 'write-tool-added',
    about: 'by a decorator, and not for a function without one',
    fires: py(READS, `${READS}\n\n${WRITES}`, 'high', 8),
    not: py(READS, `${READS}\n\n${WRITES.replace('@tool\n', '')}`, 'medium'),
  },
  {
    code: 'write-tool-added',
    about: 'by a call',
    fires: ts(made('getOrder', 'Reads.'), made('getOrder', 'Reads.') + made('sendMail', 'Sends.'), 'high'),
    not: ts(made('getOrder', 'Reads.') + made('sendMail', 'Sends.'), made('getOrder', 'Reads.'), 'medium'),
  },
  {
    code: 'write-tool-added',
    about: 'by an option in Go, by its own hint',
    fires: edit('tools', 'tools.go', 'package tools\n', go('order', 'false'), 'high'),
    not: edit('tools', 'tools.go', 'package tools\n', go('update_view', 'true'), 'medium'),
  },
  {
    code: 'read-tool-added',
    about: 'by a class',
    fires: py(
      'class A:\n    pass\n',
      'class A:\n    pass\n\n\nclass Search(BaseTool):\n    name: str = "search_help"\n    description: str = "Searches the help pages."\n',
      'medium',
    ),
    not: py(
      'class A:\n    pass\n',
      'class A:\n    pass\n\n\nclass Pay(BaseTool):\n    name: str = "pay_invoice"\n    description: str = "Pays."\n',
      'high',
    ),
  },
  {
    code: 'tool-changed',
    about: 'by its docstring, which a model reads',
    fires: py(
      READS,
      READS.replace('Reads one order.', 'Reads an order and all of its parcels.'),
      'medium',
      3,
    ),
    not: edit(
      'orchestration',
      'src/tools.py',
      READS.replace('@tool\n', ''),
      READS.replace('@tool\n', '').replace('Reads one order.', 'Reads an order and all of its parcels.'),
      'low',
    ),
  },
  {
    code: 'tool-changed',
    about: 'by a parameter',
    fires: py(READS, READS.replace('order_id: str', 'order_id: str, deep: bool'), 'medium'),
    not: py(READS, READS.replace('order_id: str', 'order_id:  str'), 'low'),
  },
  {
    code: 'tool-wording',
    about: 'in a program',
    fires: ts(made('getOrder', 'Reads one order'), made('getOrder', 'Reads one order.'), 'low', 1),
    not: ts(made('getOrder', 'Reads one order'), made('getOrder', 'Reads all of it now.'), 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'by the hint of a tool in Go',
    fires: edit('tools', 'tools.go', go('order', 'true'), go('order', 'false'), 'high'),
    not: edit('tools', 'tools.go', go('order', 'false'), go('order', 'true'), 'medium'),
  },
  {
    code: 'protective-removed',
    about: 'from the docstring of a tool',
    fires: py(
      READS.replace('Reads one order.', 'Reads one order. Never read it for a stranger.'),
      READS,
      'high',
    ),
    not: py(READS, READS.replace('Reads one order.', 'Reads one order!'), 'low'),
  },
];
