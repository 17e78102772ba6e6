import type { SyntaxNode } from './syntax.ts';

/** What a node of a grammar is to somebody who looks for values, whatever the language. */
export type Role =
  | 'scope'
  | 'binding'
  | 'map'
  | 'list'
  | 'call'
  | 'text'
  | 'texts'
  | 'sum'
  | 'number'
  | 'word'
  | 'name'
  | 'symbol'
  | 'member'
  | 'index'
  | 'choice'
  | 'function'
  | 'wrapper'
  | 'raise'
  | 'import'
  | 'types'
  | 'comment';

const TYPES: Readonly<Record<Role, string>> = {
  scope:
    'function_definition class_definition function_declaration generator_function_declaration class_declaration ' +
    'abstract_class_declaration method_definition method singleton_method class module method_declaration',
  binding:
    'assignment augmented_assignment operator_assignment keyword_argument pair default_parameter ' +
    'typed_default_parameter variable_declarator assignment_expression augmented_assignment_expression ' +
    'required_parameter optional_parameter keyword_parameter object_assignment_pattern assignment_pattern ' +
    'public_field_definition field_definition enum_assignment const_spec var_spec short_var_declaration ' +
    'assignment_statement keyed_element jsx_attribute',
  map: 'dictionary object hash',
  list: 'list tuple set array string_array symbol_array',
  call: 'call call_expression new_expression composite_literal',
  text:
    'string template_string interpreted_string_literal raw_string_literal heredoc_beginning bare_string ' +
    'delimited_symbol',
  texts: 'concatenated_string chained_string',
  sum: 'binary_operator binary_expression binary',
  number: 'integer float number int_literal float_literal',
  word: 'true false none null nil undefined',
  name: 'identifier constant instance_variable property_identifier field_identifier',
  symbol: 'simple_symbol bare_symbol',
  member: 'attribute member_expression selector_expression scope_resolution',
  index: 'subscript subscript_expression element_reference index_expression',
  choice: 'conditional_expression ternary_expression conditional boolean_operator',
  function: 'lambda arrow_function function_expression function func_literal block do_block',
  wrapper:
    'parenthesized_expression as_expression satisfies_expression non_null_expression await_expression await ' +
    'expression_list literal_element jsx_expression unary_operator unary_expression unary parenthesized_statements',
  raise: 'raise_statement throw_statement',
  import: 'import_statement import_from_statement future_import_statement import_declaration package_clause',
  types: 'interface_declaration type_alias_declaration type_alias_statement',
  comment: 'comment',
};

const ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries(TYPES).flatMap(([role, types]) =>
    types.split(' ').map((type): [string, Role] => [type, role as Role]),
  ),
);

/** Null for what only holds others: statements, blocks, lists of arguments and parameters. */
export function roleOf(type: string): Role | null {
  return ROLES.get(type) ?? null;
}

const LEAVES: ReadonlySet<Role> = new Set<Role>(['number', 'word', 'name', 'symbol', 'text']);

/** Keywords are tokens called as what they begin: `await`, `class`, `function`. */
export function isKeyword({ type, children }: SyntaxNode): boolean {
  const role = roleOf(type);
  return children.length === 0 && (role === null || !LEAVES.has(role));
}
