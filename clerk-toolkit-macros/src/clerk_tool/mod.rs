//! `#[clerk_tool]`: a documented function becomes a tool.

mod attribute;
mod check;
mod docs;
mod expand;
mod function;
mod parameter;

use proc_macro2::TokenStream;
use quote::quote;

use self::attribute::Attribute;
use self::function::Function;
use crate::errors::Errors;

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let attribute = Attribute::parse(attribute, &mut errors);
    let function: Function = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(error) => {
            errors.add(error);
            return quote!(#errors #item);
        }
    };
    if let Some(receiver) = function.sig.receiver() {
        errors.on(receiver, "a tool is a free function: borrow what it needs, such as `&MyDatabase`, from the toolkit");
        // Inside an `impl` block no type can be defined, so there is nothing to fall back on.
        let function = function.stripped();
        return quote!(#errors #function);
    }
    let krate = attribute.krate.clone().unwrap_or_else(crate::krate::path);
    match check::check(&attribute, &function, &mut errors) {
        Some(tool) if errors.is_empty() => expand::tool(&krate, &function, &tool),
        _ => expand::fallback(&krate, &function, &errors),
    }
}
