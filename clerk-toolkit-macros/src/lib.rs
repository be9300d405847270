//! The procedural macros of [`clerk-toolkit`](https://docs.rs/clerk-toolkit). Depend on that crate, which re-exports
//! them with their documentation.
//!
//! Each macro has the same stages, one file per stage: *parse* turns tokens into what was written, *check* turns that
//! into definitions and collects every mistake, *expand* writes the code. After a mistake the expansion still defines
//! every name that other code may use, so that one mistake is one error.

mod clerk_tool;
mod errors;
mod krate;
mod names;
mod spans;
mod suggest;
mod text;
mod tool_type;
mod toolset;

use proc_macro::TokenStream;

/// Makes a tool from a documented function. See `clerk_toolkit::clerk_tool`.
#[proc_macro_attribute]
pub fn clerk_tool(attribute: TokenStream, item: TokenStream) -> TokenStream {
    clerk_tool::expand(attribute.into(), item.into()).into()
}

/// Makes constant toolsets. See `clerk_toolkit::toolset`.
#[proc_macro]
pub fn toolset(input: TokenStream) -> TokenStream {
    toolset::expand(input.into()).into()
}

/// Makes a struct or an enum usable as an argument or a result of a tool. See `clerk_toolkit::tool_type`.
#[proc_macro_attribute]
pub fn tool_type(attribute: TokenStream, item: TokenStream) -> TokenStream {
    tool_type::expand(attribute.into(), item.into()).into()
}

/// Adds the items in its parentheses after the item under it: an implementation detail of `#[clerk_tool]`.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn with(items: TokenStream, mut item: TokenStream) -> TokenStream {
    item.extend(items);
    item
}
