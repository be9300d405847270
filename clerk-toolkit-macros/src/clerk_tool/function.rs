//! Parse: the function under the attribute.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, Signature, Visibility};

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
        let sig = input.parse().map_err(|_| next.error("`#[clerk_tool]` goes on a function"))?;
        Ok(Self { attrs, vis, sig, body: input.parse()? })
    }
}

/// Whether the tokens are meant as a function, even one whose signature is wrong.
pub(super) fn is_function(item: &TokenStream) -> bool {
    const BEFORE: [&str; 7] = ["pub", "default", "const", "async", "unsafe", "safe", "extern"];
    let mut words = item.clone().into_iter().filter(|token| matches!(token, TokenTree::Ident(_)));
    words.find(|word| !BEFORE.contains(&word.to_string().as_str())).is_some_and(|word| word.to_string() == "fn")
}

fn is_braced(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

impl Function {
    /// Whether a body follows the signature.
    pub(super) fn has_body(&self) -> bool {
        self.body.clone().into_iter().any(|token| is_braced(&token))
    }

    /// Other `#[clerk_tool]`s on the same function, whatever path they are written with.
    pub(super) fn repetitions(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| is_repetition(attr))
    }

    /// The conditions under which the function exists, and with it all that is made from it.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| attr.path().is_ident("cfg"))
    }
}

fn is_repetition(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|segment| segment.ident == "clerk_tool")
}

/// The function without what only the macro understands, and without what the compiler would refuse after the macro
/// has refused it.
impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attrs, vis, sig, body } = self;
        let attrs = attrs.iter().filter(|attr| !is_repetition(attr));
        let mut sig = sig.clone();
        sig.variadic = None;
        for input in &mut sig.inputs {
            let attrs = match input {
                FnArg::Receiver(receiver) => &mut receiver.attrs,
                FnArg::Typed(typed) => &mut typed.attrs,
            };
            attrs.retain(|attr| !parameter::is_ours(attr));
        }
        let body = if self.has_body() { body } else { &quote!({ ::core::unimplemented!() }) };
        tokens.extend(quote!(#(#attrs)* #vis #sig #body));
    }
}
