//! Where the user's crate finds `clerk-toolkit`.

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Ident;

/// The path to `clerk-toolkit` under whatever name the dependency has. Inside the crate itself, and where the manifest
/// does not list it, that is the crate's own name.
pub(crate) fn path() -> TokenStream {
    match crate_name("clerk-toolkit") {
        Ok(FoundCrate::Name(name)) => {
            let name = Ident::new(&name, Span::call_site());
            quote!(::#name)
        }
        Ok(FoundCrate::Itself) | Err(_) => quote!(::clerk_toolkit),
    }
}
