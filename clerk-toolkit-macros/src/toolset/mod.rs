//! `toolset!`: constant maps of tools.

mod expand;
mod parse;

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let krate = crate::krate::path();
    let mut errors = Errors::default();
    let maps = parse::maps(input, &mut errors);
    let maps = maps.iter().map(|map| expand::map(&krate, map));
    quote!(#errors #(#maps)*)
}
