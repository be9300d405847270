//! Parse: the function under the attribute.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, Signature, Token, Visibility};

use super::parameter;

/// A function with its body left unparsed: what is wrong in there is for the compiler to say.
pub(super) struct Function {
    pub(super) attrs: Vec<Attribute>,
    pub(super) vis: Visibility,
    pub(super) sig: Signature,
    body: TokenStream,
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let next = input.fork();
        let sig: Signature = match input.parse() {
            Ok(sig) => sig,
            Err(_) if !starts_function(&next) => return Err(next.error("`#[clerk_tool]` goes on a function")),
            Err(error) => return Err(error),
        };
        if input.peek(Token![;]) {
            return Err(syn::Error::new_spanned(&sig.ident, "a tool has a body"));
        }
        Ok(Self { attrs, vis, sig, body: input.parse()? })
    }
}

/// Whether the tokens are meant as a function, so that an error in its signature is shown as it is.
fn starts_function(input: ParseStream<'_>) -> bool {
    let rest: TokenStream = input.cursor().token_stream();
    let mut words = rest.into_iter();
    words.by_ref().take(5).any(|token| token.to_string() == "fn")
}

impl Function {
    /// The function without what only the macro understands.
    pub(super) fn stripped(&self) -> TokenStream {
        let Self { attrs, vis, sig, body } = self;
        let mut sig = sig.clone();
        for input in &mut sig.inputs {
            let attrs = match input {
                FnArg::Receiver(receiver) => &mut receiver.attrs,
                FnArg::Typed(typed) => &mut typed.attrs,
            };
            attrs.retain(|attr| !parameter::is_ours(attr));
        }
        quote!(#(#attrs)* #vis #sig #body)
    }

    /// The conditions under which the function exists, and with it all that is made from it.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| attr.path().is_ident("cfg"))
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.stripped());
    }
}
