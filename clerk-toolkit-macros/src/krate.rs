//! The path by which an expansion names `clerk-toolkit`, decided here for every macro.

use proc_macro_crate::{FoundCrate, crate_name};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::{Ident, Path, Token};

/// The path that the user gave with `crate = path`. Without one, the name of the dependency in `Cargo.toml`; inside the
/// crate itself, or if the manifest does not list it, the crate's own name.
pub(crate) fn path(given: Option<&Path>) -> TokenStream {
    if let Some(path) = given {
        return path.to_token_stream();
    }
    match crate_name("clerk-toolkit") {
        Ok(FoundCrate::Name(name)) => {
            let name = Ident::new(&name, Span::call_site());
            quote!(::#name)
        }
        Ok(FoundCrate::Itself) | Err(_) => quote!(::clerk_toolkit),
    }
}

/// Whether `crate = path` comes next.
pub(crate) fn is_next(input: ParseStream<'_>) -> bool {
    input.peek(Token![crate]) && input.peek2(Token![=])
}

/// Parses `crate = path`.
pub(crate) fn parse(input: ParseStream<'_>) -> syn::Result<Path> {
    input.parse::<Token![crate]>()?;
    input.parse::<Token![=]>()?;
    value(input)
}

/// Parses the path after `crate =`.
pub(crate) fn value(input: ParseStream<'_>) -> syn::Result<Path> {
    input.call(Path::parse_mod_style).map_err(|error| {
        syn::Error::new(error.span(), "`crate` is a path, without quotes: `crate = ::my_crate::clerk_toolkit`")
    })
}
