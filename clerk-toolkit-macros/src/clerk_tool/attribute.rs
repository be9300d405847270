//! Parse: what stands between the parentheses of `#[clerk_tool(…)]`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Path, Token};

use crate::errors::Errors;
use crate::names::is_tool_name;

const KEYS: &str = "`effect`, `idempotent`, `access`, `permission`, `name`, `title`, `category` and `crate` are known";

/// What was written, each with the place it was written at.
#[derive(Default)]
pub(super) struct Attribute {
    pub(super) effect: Option<Effect>,
    pub(super) idempotent: Option<Span>,
    pub(super) access: Option<Access>,
    pub(super) permission: Option<LitStr>,
    pub(super) name: Option<LitStr>,
    pub(super) title: Option<LitStr>,
    pub(super) category: Option<LitStr>,
    pub(super) krate: Option<TokenStream>,
    /// Whether a mistake may have been meant as the effect, so that it is not also reported as a missing one.
    pub(super) effect_unclear: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Read,
    Write,
    Destructive,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    User,
    Organization,
    Instance,
    None,
}

impl Attribute {
    /// Takes as much as can be understood, and reports the rest.
    pub(super) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut attribute = Self::default();
        let parser = |input: ParseStream<'_>| {
            let mut seen = Vec::new();
            while !input.is_empty() {
                if let Err(error) = attribute.entry(input, &mut seen) {
                    errors.add(error);
                    while !input.is_empty() && !input.peek(Token![,]) {
                        input.parse::<proc_macro2::TokenTree>()?;
                    }
                }
                if input.is_empty() {
                    break;
                }
                input.parse::<Token![,]>()?;
            }
            Ok(())
        };
        if let Err(error) = parser.parse2(tokens) {
            errors.add(error);
        }
        attribute
    }

    fn entry(&mut self, input: ParseStream<'_>, seen: &mut Vec<Ident>) -> syn::Result<()> {
        let key = input.call(Ident::parse_any).map_err(|error| {
            self.effect_unclear = true;
            syn::Error::new(error.span(), "expected an option, such as `effect = read`")
        })?;
        let twice = seen.contains(&key);
        seen.push(key.clone());
        match key.to_string().as_str() {
            _ if twice => return Err(syn::Error::new(key.span(), format!("`{key}` is given twice"))),
            "idempotent" => {
                if input.peek(Token![=]) {
                    return Err(input.error("`idempotent` stands alone, with no value"));
                }
                self.idempotent = Some(key.span());
            }
            "effect" => {
                self.effect_unclear = true;
                self.effect = Some(word(input, &key, &EFFECTS)?);
            }
            "access" => self.access = Some(word(input, &key, &ACCESSES)?),
            "permission" => self.permission = Some(permission(text(input, &key)?)?),
            "name" => self.name = Some(name(text(input, &key)?, "a tool's name")?),
            "title" => self.title = Some(title(text(input, &key)?)?),
            "category" => self.category = Some(name(text(input, &key)?, "a category")?),
            "crate" => self.krate = Some(path(input, &key)?),
            unknown => {
                self.effect_unclear = true;
                return Err(syn::Error::new(
                    key.span(),
                    match EFFECTS.iter().any(|(effect, _)| *effect == unknown) {
                        true => format!("`{key}` is an effect: write `effect = {key}`"),
                        false => format!("unknown option `{key}`: {KEYS}"),
                    },
                ));
            }
        }
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(());
        }
        Err(input.error("expected `,`"))
    }
}

const EFFECTS: [(&str, Effect); 3] =
    [("read", Effect::Read), ("write", Effect::Write), ("destructive", Effect::Destructive)];

const ACCESSES: [(&str, Access); 4] = [
    ("user", Access::User),
    ("organization", Access::Organization),
    ("instance", Access::Instance),
    ("none", Access::None),
];

fn equals(input: ParseStream<'_>, key: &Ident, example: &str) -> syn::Result<()> {
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        if !input.is_empty() && !input.peek(Token![,]) {
            return Ok(());
        }
    }
    Err(syn::Error::new(key.span(), format!("`{key}` takes a value: `{key} = {example}`")))
}

fn word<T: Copy>(input: ParseStream<'_>, key: &Ident, words: &[(&str, T)]) -> syn::Result<T> {
    equals(input, key, words.first().map_or("…", |(word, _)| word))?;
    let all: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
    let (last, rest) = all.split_last().map_or(("", &[][..]), |(last, rest)| (last.as_str(), rest));
    let expected = format!("`{key}` is {} or {last}", rest.join(", "));
    if input.peek(LitStr) {
        return Err(input.error(format!("{expected}, with no quotes")));
    }
    let given: Ident = input.call(Ident::parse_any).map_err(|error| syn::Error::new(error.span(), &expected))?;
    match words.iter().find(|(word, _)| given == word) {
        Some((_, value)) => Ok(*value),
        None => Err(syn::Error::new(given.span(), expected)),
    }
}

fn text(input: ParseStream<'_>, key: &Ident) -> syn::Result<LitStr> {
    equals(input, key, "\"…\"")?;
    input.parse().map_err(|error| syn::Error::new(error.span(), format!("`{key}` is a string: `{key} = \"…\"`")))
}

fn path(input: ParseStream<'_>, key: &Ident) -> syn::Result<TokenStream> {
    equals(input, key, "::path::to::clerk_toolkit")?;
    let path = input.call(Path::parse_mod_style).map_err(|error| {
        syn::Error::new(error.span(), "`crate` is a path, such as `crate = ::my_crate::clerk_toolkit`")
    })?;
    Ok(path.to_token_stream())
}

fn title(text: LitStr) -> syn::Result<LitStr> {
    match text.value().trim() {
        "" => Err(syn::Error::new(text.span(), "a title is not empty: left out, it is made from the function's name")),
        _ => Ok(text),
    }
}

fn name(text: LitStr, what: &str) -> syn::Result<LitStr> {
    match is_tool_name(&text.value()) {
        true => Ok(text),
        false => Err(syn::Error::new(text.span(), format!("{what} has 1 to 64 characters of `A-Za-z0-9_-`"))),
    }
}

/// `org:<feature>:<action>`, as Clerk writes the keys of permissions.
fn permission(text: LitStr) -> syn::Result<LitStr> {
    let value = text.value();
    let mut parts = value.split(':');
    let part = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
    };
    match parts.next() == Some("org") && part(parts.next()) && part(parts.next()) && parts.next().is_none() {
        true => Ok(text),
        false => Err(syn::Error::new(
            text.span(),
            "a permission is `org:<feature>:<action>`, such as `org:sys_memberships:manage`",
        )),
    }
}

impl Effect {
    pub(super) fn tokens(self) -> TokenStream {
        let variant = match self {
            Self::Read => quote!(Read),
            Self::Write => quote!(Write),
            Self::Destructive => quote!(Destructive),
        };
        quote!(__private::Effect::#variant)
    }
}

impl Access {
    pub(super) fn tokens(self, permission: Option<&LitStr>) -> TokenStream {
        let variant = match (self, permission) {
            (Self::User, _) => quote!(User),
            (Self::Organization, Some(permission)) => {
                quote!(Organization { permission: ::core::option::Option::Some(#permission) })
            }
            (Self::Organization, None) => quote!(Organization { permission: ::core::option::Option::None }),
            (Self::Instance, _) => quote!(Instance),
            (Self::None, _) => quote!(None),
        };
        quote!(__private::Access::#variant)
    }
}
