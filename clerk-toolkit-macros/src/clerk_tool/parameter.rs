//! Check: one parameter of the function, injected or an argument.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Attribute, ExprPath, GenericArgument, Ident, Lifetime, LitStr, Pat, PatType, PathArguments, Type, TypeImplTrait,
};

use super::docs;
use crate::errors::Errors;
use crate::names::{camel_case, is_argument_name};

/// What a parameter is to the tool.
pub(super) enum Parameter {
    /// Borrowed from the toolkit.
    Injected(Injected),
    /// Passed by the model.
    Argument(Box<Argument>),
}

pub(super) struct Injected {
    /// The type behind the reference.
    pub(super) inner: Type,
    /// The whole type, where it is an `Option` of a reference.
    pub(super) optional: Option<Type>,
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
    docs::is_doc(attr) || ["scoped", "unscoped", "serde"].iter().any(|name| attr.path().is_ident(name))
}

/// `None` where the parameter is wrong beyond use; the reason has been reported.
pub(super) fn check(typed: &PatType, errors: &mut Errors) -> Option<Parameter> {
    for attr in typed.attrs.iter().filter(|attr| attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr")) {
        errors.on(attr, "a tool's arguments are the same in every build: put the condition on the function");
    }
    let ident = identifier(&typed.pat, errors);
    let kind = classify(&typed.ty, errors)?;
    match kind {
        Kind::Injected(injected) => {
            for attr in typed.attrs.iter().filter(|attr| is_ours(attr) && !docs::is_doc(attr)) {
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

enum Kind {
    Injected(Injected),
    Owned,
}

fn classify(ty: &Type, errors: &mut Errors) -> Option<Kind> {
    match ty {
        Type::Group(group) => classify(&group.elem, errors),
        Type::Paren(paren) => classify(&paren.elem, errors),
        Type::Reference(reference) => {
            if let Some(token) = reference.mutability {
                errors.at(token.span, "calls share what they borrow: take `&` and keep a lock inside");
                return None;
            }
            if let Some(lifetime) = &reference.lifetime {
                errors.on(lifetime, "a tool borrows for the length of the call: leave the lifetime out");
                return None;
            }
            let inner = borrowed(&reference.elem, ty, errors)?;
            Some(Kind::Injected(Injected { inner, optional: None }))
        }
        Type::Path(_) => match sole_reference(ty) {
            Some(reference) => match classify(&reference, errors)? {
                Kind::Injected(Injected { inner, .. }) => {
                    Some(Kind::Injected(Injected { inner, optional: Some(ty.clone()) }))
                }
                Kind::Owned => None,
            },
            None => owned(ty, errors),
        },
        _ => owned(ty, errors),
    }
}

/// `T` of `Option<&T>`, or of whatever else has just one reference between its angle brackets.
fn sole_reference(ty: &Type) -> Option<Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    match arguments.args.iter().collect::<Vec<_>>().as_slice() {
        [GenericArgument::Type(reference @ Type::Reference(_))] => Some(reference.clone()),
        _ => None,
    }
}

/// The type behind a reference, if state of that type can exist.
fn borrowed(inner: &Type, whole: &Type, errors: &mut Errors) -> Option<Type> {
    let refusal = match inner {
        Type::Path(path) if path.path.is_ident("str") => "an argument is owned: take `String`",
        Type::Slice(_) => "an argument is owned: take `Vec<T>`",
        Type::TraitObject(_) => "state is found by its own type: borrow a struct that holds the trait object",
        Type::Reference(_) => "one `&` is enough",
        Type::ImplTrait(_) => "a tool's signature names every type: `impl Trait` leaves this one open",
        _ => return Some(inner.clone()),
    };
    errors.on(whole, refusal);
    None
}

fn owned(ty: &Type, errors: &mut Errors) -> Option<Kind> {
    let mut finder = NotOwned { refusal: None, infer: false };
    finder.visit_type(ty);
    if let Some((span, refusal)) = finder.refusal {
        errors.at(span, refusal);
        return None;
    }
    if finder.infer {
        errors.on(ty, "a tool's signature names every type");
        return None;
    }
    Some(Kind::Owned)
}

/// Finds what keeps a type from standing on its own.
struct NotOwned {
    refusal: Option<(Span, &'static str)>,
    infer: bool,
}

impl<'ast> Visit<'ast> for NotOwned {
    fn visit_type_impl_trait(&mut self, ty: &'ast TypeImplTrait) {
        self.refusal.get_or_insert((
            ty.impl_token.span,
            "a tool's signature names every type: `impl Trait` leaves this one open",
        ));
    }

    fn visit_type_reference(&mut self, ty: &'ast syn::TypeReference) {
        self.refusal.get_or_insert((ty.and_token.span(), "an argument is owned, all the way down"));
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        if lifetime.ident != "static" {
            self.refusal.get_or_insert((lifetime.span(), "an argument is owned, all the way down"));
        }
    }

    fn visit_type_infer(&mut self, _: &'ast syn::TypeInfer) {
        self.infer = true;
    }

    // A function pointer's own references are none of the argument's.
    fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {}

    fn visit_type(&mut self, ty: &'ast Type) {
        visit::visit_type(self, ty);
    }
}

fn argument(typed: &PatType, ident: &Ident, errors: &mut Errors) -> Argument {
    let description = docs::text(&typed.attrs, errors);
    if description.is_empty() {
        errors.on(ident, format!("`{ident}` has no doc comment: it is what the model reads about the argument"));
    }
    let mut argument = Argument {
        name: camel_case(&ident.unraw().to_string()),
        span: ident.span(),
        description,
        ty: (*typed.ty).clone(),
        default: None,
        scoped: None,
        unscoped: None,
    };
    for attr in &typed.attrs {
        let flag = match attr.path().get_ident().map(Ident::to_string).as_deref() {
            Some("scoped") => &mut argument.scoped,
            Some("unscoped") => &mut argument.unscoped,
            Some("serde") => {
                serde(attr, &mut argument, errors);
                continue;
            }
            _ => continue,
        };
        if let Err(error) = attr.meta.require_path_only() {
            errors.add(error);
        }
        if flag.replace(attr.path().span()).is_some() {
            errors.on(attr, "this is given twice");
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
    let result = attr.parse_nested_meta(|meta| {
        if meta.path.is_ident("rename") {
            let name: LitStr = meta.value()?.parse()?;
            if !is_argument_name(&name.value()) {
                return Err(syn::Error::new(
                    name.span(),
                    "an argument's name has 1 to 64 characters of `A-Za-z0-9_.-`",
                ));
            }
            argument.name = name.value();
            argument.span = name.span();
        } else if meta.path.is_ident("default") {
            let function = match meta.input.peek(syn::Token![=]) {
                true => Some(meta.value()?.parse::<LitStr>()?.parse()?),
                false => None,
            };
            if argument.default.replace((meta.path.span(), function)).is_some() {
                return Err(meta.error("`default` is given twice"));
            }
        } else {
            return Err(
                meta.error("a parameter takes `rename = \"…\"` and `default`; put anything else on a type of your own")
            );
        }
        Ok(())
    });
    if let Err(error) = result {
        errors.add(error);
    }
}
