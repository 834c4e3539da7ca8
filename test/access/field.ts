/** A field that an administrator adds to orders. */
export const FIELD = {
  name: 'f_access',
  type: 'boolean',
  interface: 'checkbox',
  uiSchema: { type: 'boolean', title: '有无障碍通道', 'x-component': 'Checkbox' },
};
