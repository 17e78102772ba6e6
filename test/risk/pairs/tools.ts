import { edit, type Pair } from './pair.ts';

const tool = (name: string, more: object = {}): string =>
  JSON.stringify({ name, description: `About ${name}.`, ...more }, null, 2);
const both = (
  from: string | null,
  to: string | null,
  tier: 'low' | 'medium' | 'high',
  line?: number | null,
) => edit('tools', 'tools/a.json', from, to, tier, line);
const agent = (from: string, to: string, tier: 'low' | 'medium' | 'high') =>
  edit(
    'routing',
    'config/routes.yaml',
    `name: refund\ntools: ${from}\n`,
    `name: refund\ntools: ${to}\n`,
    tier,
    2,
  );
const floored = (minimum: number): object => ({
  parameters: { type: 'object', properties: { amount: { type: 'number', minimum } } },
});
const UNLIMITED = { parameters: { type: 'object', properties: { amount: { type: 'number' } } } };
const limited = (maximum: number): object => ({
  parameters: { type: 'object', properties: { amount: { type: 'number', maximum } } },
});

/** What a model can call, what a call may do, and what it is told of it. */
export const TOOL_PAIRS: readonly Pair[] = [
  {
    code: 'write-tool-added',
    fires: both(null, tool('create_refund'), 'high', 1),
    not: both(tool('create_refund'), null, 'medium'),
  },
  {
    code: 'write-tool-added',
    about: 'by its own hint',
    fires: both(null, tool('order', { annotations: { readOnlyHint: false } }), 'high'),
    not: both(null, tool('update_cache', { annotations: { readOnlyHint: true } }), 'medium'),
  },
  {
    code: 'write-tool-added',
    about: 'to a list of names',
    fires: agent('[get_order]', '[get_order, delete_order]', 'high'),
    not: agent('[get_order, delete_order]', '[get_order]', 'medium'),
  },
  {
    code: 'write-tool-added',
    about: 'among the settings of a model',
    fires: edit(
      'inference',
      'a.yaml',
      'tools:\n  - name: get_a\n    description: Reads a.\n',
      'tools:\n  - name: get_a\n    description: Reads a.\n  - name: send_a\n    description: Sends a.\n',
      'high',
      4,
    ),
    not: edit(
      'inference',
      'a.yaml',
      'tools:\n  - name: get_a\n    description: Reads a.\n',
      'tools:\n  - name: get_a\n    description: Reads a\n',
      'low',
    ),
  },
  {
    code: 'read-tool-added',
    fires: both(null, tool('get_order'), 'medium', 1),
    not: both(null, tool('cancel_order'), 'high'),
  },
  {
    code: 'read-tool-added',
    about: 'to a list of names',
    fires: agent('[get_order]', '[get_order, search_help]', 'medium'),
    not: agent('[get_order, search_help]', '[search_help, get_order]', 'medium'),
  },
  {
    code: 'tool-removed',
    fires: both(tool('get_order'), null, 'medium', null),
    not: both(null, tool('get_order'), 'medium'),
  },
  {
    code: 'tool-changed',
    fires: both(
      tool('get_order'),
      tool('get_order', { description: 'About an order and its parcel.' }),
      'medium',
      3,
    ),
    not: both(tool('get_order'), tool('get_order').replaceAll('\n', '').replaceAll('  ', ''), 'low'),
  },
  {
    code: 'tool-wording',
    fires: both(tool('get_order'), tool('get_order', { description: 'about get_order' }), 'low', 3),
    not: both(tool('get_order'), tool('get_order', { description: 'All about it.' }), 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'of a tool, by its hint',
    fires: both(
      tool('order', { annotations: { readOnlyHint: true } }),
      tool('order', { annotations: { readOnlyHint: false } }),
      'high',
      5,
    ),
    not: both(
      tool('order', { annotations: { readOnlyHint: false } }),
      tool('order', { annotations: { readOnlyHint: true } }),
      'medium',
    ),
  },
  {
    code: 'permission-loosened',
    about: 'of a tool that writes, by a limit',
    fires: both(tool('create_refund', limited(200)), tool('create_refund', limited(2000)), 'high'),
    not: both(tool('create_refund', limited(2000)), tool('create_refund', limited(200)), 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'of a tool that writes, by a floor',
    fires: both(tool('create_refund', floored(5)), tool('create_refund', floored(1)), 'high'),
    not: both(tool('create_refund', floored(1)), tool('create_refund', floored(5)), 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'of a tool that writes, by a limit that went, and not of one that reads',
    fires: both(tool('create_refund', limited(200)), tool('create_refund', UNLIMITED), 'high'),
    not: both(tool('get_refund', limited(200)), tool('get_refund', UNLIMITED), 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'by what a tool is allowed, and not by less of it',
    fires: both(tool('order', { allowed: ['a'] }), tool('order', { allowed: ['a', 'b'] }), 'high'),
    not: both(tool('order', { allowed: ['a', 'b'] }), tool('order', { allowed: ['a'] }), 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'of a server, by what it does unasked',
    fires: edit(
      'tools',
      '.mcp.json',
      '{"mcpServers":{"a":{"command":"a","autoApprove":["get"]}}}',
      '{"mcpServers":{"a":{"command":"a","autoApprove":["get","pay"]}}}',
      'high',
    ),
    not: edit(
      'tools',
      '.mcp.json',
      '{"mcpServers":{"a":{"command":"a","autoApprove":["get","pay"]}}}',
      '{"mcpServers":{"a":{"command":"a","autoApprove":["get"]}}}',
      'medium',
    ),
  },
  {
    code: 'permission-loosened',
    about: 'by another thing it may do',
    fires: both(
      tool('order', { parameters: { properties: { action: { enum: ['get'] } } } }),
      tool('order', { parameters: { properties: { action: { enum: ['get', 'delete'] } } } }),
      'high',
    ),
    not: both(
      tool('order', { parameters: { properties: { action: { enum: ['get'] } } } }),
      tool('order', { parameters: { properties: { action: { enum: ['get', 'list'] } } } }),
      'medium',
    ),
  },
  {
    code: 'confirmation-dropped',
    about: 'of a tool',
    fires: both(
      tool('pay', { requires_confirmation: true }),
      tool('pay', { requires_confirmation: false }),
      'high',
      4,
    ),
    not: both(
      tool('pay', { requires_confirmation: false }),
      tool('pay', { requires_confirmation: true }),
      'medium',
    ),
  },
  {
    code: 'protective-removed',
    about: 'from the description of a tool',
    fires: both(
      tool('pay', { description: 'Pays. Never pay more than once.' }),
      tool('pay', { description: 'Pays.' }),
      'high',
      3,
    ),
    not: both(
      tool('pay', { description: 'Pays. Never pay more than once.' }),
      tool('pay', { description: 'Pays! Never pay more than once.' }),
      'low',
    ),
  },
];
