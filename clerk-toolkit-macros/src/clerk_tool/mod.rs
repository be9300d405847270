//! `#[clerk_tool]`: makes a tool from a documented function.

mod attribute;
mod check;
mod constraints;
mod docs;
mod endpoint;
mod expand;
mod function;
mod markdown;
mod parameter;
mod template;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use self::attribute::Attribute;
use self::function::Function;
use crate::errors::Errors;
use crate::krate;

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let function: Function = match syn::parse2(item.clone()) {
        Ok(function) => function,
        // The compiler parsed the item before the macro, and has reported what is wrong with its signature.
        Err(_) if function::is_function(&item) => return item,
        Err(error) => {
            errors.add(error);
            return quote!(#errors #item);
        }
    };
    let attribute = Attribute::parse(attribute, &mut errors);
    if let Some(receiver) = function.sig.receiver() {
        errors.on(
            receiver,
            "a tool is a free function: move it out of the `impl`, and borrow what it needs, such as `&MyDatabase`",
        );
    } else if function.is_associated() {
        errors.on(&function.sig.ident, "a tool is a free function: move it out of the `impl` or the trait");
    }
    if !function.is_free() {
        // Inside an `impl` or a trait, no type can be defined, so there is nothing to fall back on.
        return quote!(#errors #function);
    }
    let krate = krate::path(attribute.krate.as_ref());
    match check::check(&attribute, &function, &mut errors) {
        Some(tool) if errors.is_empty() => expand::tool(&krate, &function, &tool),
        _ => expand::fallback(&krate, &attribute, &function, &errors),
    }
}
