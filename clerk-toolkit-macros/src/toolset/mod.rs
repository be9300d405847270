//! `toolset!`: constant toolsets.

mod expand;
mod parse;

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;
use crate::krate;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let input = parse::input(input, &mut errors);
    let krate = krate::path(input.krate.as_ref());
    let toolsets = input.toolsets.iter().map(|toolset| expand::toolset(&krate, toolset));
    quote!(#errors #(#toolsets)*)
}
