//! Check: one parameter of the function, injected or an argument.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Attribute, ExprPath, Ident, LitStr, Meta, Pat, PatType, Token, Type};

use super::docs;
use super::types::{self, Injected, Kind};
use crate::errors::Errors;
use crate::names::{camel_case, is_argument_name};

/// What a parameter is to the tool.
pub(super) enum Parameter {
    /// Borrowed from the toolkit.
    Injected(Box<Injected>),
    /// Passed by the model.
    Argument(Box<Argument>),
}

pub(super) struct Argument {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) description: String,
    pub(super) ty: Type,
    pub(super) default: Option<(Span, Option<ExprPath>)>,
    pub(super) scoped: Option<Span>,
    pub(super) unscoped: Option<Span>,
}

/// Attributes that only the macro understands, and which are therefore taken off the function.
pub(super) fn is_ours(attr: &Attribute) -> bool {
    docs::is_doc(attr)
        || is_condition(attr)
        || ["scoped", "unscoped", "serde"].iter().any(|name| attr.path().is_ident(name))
}

fn is_condition(attr: &Attribute) -> bool {
    attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr")
}

/// `None` where the parameter is wrong beyond use; the reason has been reported.
pub(super) fn check(typed: &PatType, errors: &mut Errors) -> Option<Parameter> {
    for attr in typed.attrs.iter().filter(|attr| is_condition(attr)) {
        errors.on(attr, "a tool's arguments are the same in every build: put the condition on the function");
    }
    let ident = identifier(&typed.pat, errors);
    match types::classify(&typed.ty, errors)? {
        Kind::Injected(injected) => {
            for attr in typed.attrs.iter().filter(|attr| is_ours(attr) && !docs::is_doc(attr) && !is_condition(attr)) {
                errors.on(attr, "a borrowed parameter comes from the toolkit and is no argument, so this does nothing");
            }
            Some(Parameter::Injected(injected))
        }
        Kind::Owned => Some(Parameter::Argument(Box::new(argument(typed, ident?, errors)))),
    }
}

fn identifier<'a>(pat: &'a Pat, errors: &mut Errors) -> Option<&'a Ident> {
    match pat {
        Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => Some(&pat.ident),
        Pat::Wild(wild) => {
            errors.on(wild, "a parameter of a tool needs a name");
            None
        }
        pattern => {
            errors.on(pattern, "a parameter of a tool is a plain name: take it apart in the body");
            None
        }
    }
}

fn argument(typed: &PatType, ident: &Ident, errors: &mut Errors) -> Argument {
    let description = docs::text(&typed.attrs, errors);
    if description.as_deref() == Some("") {
        errors.on(ident, format!("`{ident}` has no doc comment: it is what the model reads about the argument"));
    }
    let mut argument = Argument {
        name: camel_case(&ident.unraw().to_string()),
        span: ident.span(),
        description: description.unwrap_or_default(),
        ty: (*typed.ty).clone(),
        default: None,
        scoped: None,
        unscoped: None,
    };
    for attr in &typed.attrs {
        let Some(name) = attr.path().get_ident() else { continue };
        let flag = match name.to_string().as_str() {
            "scoped" => &mut argument.scoped,
            "unscoped" => &mut argument.unscoped,
            "serde" => {
                serde(attr, &mut argument, errors);
                continue;
            }
            _ => continue,
        };
        if !matches!(attr.meta, Meta::Path(_)) {
            errors.on(attr, format!("`#[{name}]` stands alone, with no value"));
        } else if flag.replace(attr.path().span()).is_some() {
            errors.on(attr, format!("`#[{name}]` is given twice"));
        }
    }
    if let (Some(_), Some(unscoped)) = (argument.scoped, argument.unscoped) {
        errors.at(unscoped, "an argument is filled in from the session or left out for it, not both");
    }
    if !is_argument_name(&argument.name) {
        errors.at(
            argument.span,
            "an argument's name has 1 to 64 characters of `A-Za-z0-9_.-`: give it one with `#[serde(rename = \"…\")]`",
        );
    }
    argument
}

/// `rename` and `default`, the two that mean something on a parameter.
fn serde(attr: &Attribute, argument: &mut Argument, errors: &mut Errors) {
    let mut renamed = false;
    let result = attr.parse_nested_meta(|meta| {
        let (option, twice) = match meta.path.get_ident().map(Ident::to_string).as_deref() {
            Some("rename") => ("rename", std::mem::replace(&mut renamed, true)),
            Some("default") => ("default", argument.default.is_some()),
            _ => {
                return Err(meta.error(
                    "a parameter takes `rename = \"…\"` and `default`; put anything else on a type of your own",
                ));
            }
        };
        if twice {
            return Err(meta.error(format!("`{option}` is given twice")));
        }
        match option {
            "rename" => rename(&meta, argument),
            _ => default(&meta, argument),
        }
    });
    if let Err(error) = result {
        errors.add(error);
    }
}

fn rename(meta: &ParseNestedMeta<'_>, argument: &mut Argument) -> syn::Result<()> {
    let name: LitStr = match meta.value() {
        Ok(value) => value.parse().map_err(|error| syn::Error::new(error.span(), RENAME))?,
        Err(_) => return Err(meta.error(RENAME)),
    };
    if !is_argument_name(&name.value()) {
        return Err(syn::Error::new(name.span(), "an argument's name has 1 to 64 characters of `A-Za-z0-9_.-`"));
    }
    argument.name = name.value();
    argument.span = name.span();
    Ok(())
}

fn default(meta: &ParseNestedMeta<'_>, argument: &mut Argument) -> syn::Result<()> {
    let function = match meta.input.peek(Token![=]) {
        true => {
            let value = meta.value()?;
            let text: LitStr = value.parse().map_err(|error| syn::Error::new(error.span(), DEFAULT))?;
            Some(text.parse().map_err(|error| syn::Error::new(error.span(), DEFAULT))?)
        }
        false => None,
    };
    argument.default = Some((meta.path.span(), function));
    Ok(())
}

const RENAME: &str = "`rename` is a string: `rename = \"…\"`";
const DEFAULT: &str = "`default` stands alone, or names a function: `default = \"path::to::function\"`";
