//! Check: whether a type is borrowed from the toolkit, or owned and passed by the model.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    BoundLifetimes, GenericArgument, GenericParam, Ident, Lifetime, PathArguments, Type, TypeFnPtr, TypeImplTrait,
    TypeInfer, TypeReference,
};

use crate::errors::Errors;

const OPEN: &str = "a tool names its types: replace `impl Trait` with a type";
const OWNED: &str = "an argument owns its data: use an owned type here, such as `String`";

/// What a parameter is, by its type.
pub(super) enum Kind {
    Injected(Box<Injected>),
    Owned,
}

pub(super) struct Injected {
    /// The type behind the reference.
    pub(super) inner: Type,
    /// The whole type, if the reference is inside another.
    pub(super) optional: Option<Type>,
    /// The whole type without the `&`, as text.
    pub(super) owned: String,
}

/// `None` if the type is neither. The reason has been reported, or is one that the compiler reports: an inferred type,
/// or a lifetime that a function without generics cannot have declared.
pub(super) fn classify(ty: &Type, errors: &mut Errors) -> Option<Kind> {
    match ty {
        Type::Group(group) => classify(&group.elem, errors),
        Type::Paren(paren) => classify(&paren.elem, errors),
        Type::Reference(reference) => {
            let inner = borrowed(reference, errors)?;
            let owned = text(&inner);
            Some(Kind::Injected(Box::new(Injected { inner, optional: None, owned })))
        }
        _ => match sole_reference(ty) {
            Some(reference) => {
                let inner = borrowed(reference, errors)?;
                let owned = text(ty).replacen('&', "", 1);
                Some(Kind::Injected(Box::new(Injected { inner, optional: Some(ty.clone()), owned })))
            }
            None => (is_owned(ty, errors) && !is_shared(ty, errors)).then_some(Kind::Owned),
        },
    }
}

/// Whether the type of a function's result is named; the counterpart of [`classify`], with the same reports.
pub(super) fn is_named(ty: &Type, errors: &mut Errors) -> bool {
    let mut finder = Finder { borrows: true, ..Finder::default() };
    finder.visit_type(ty);
    finder.report(errors)
}

/// `&T` of `Option<&T>`, or of any other type whose only argument is a reference. Its name may be an alias, so the
/// compiler is asked whether it is an `Option`.
fn sole_reference(ty: &Type) -> Option<&TypeReference> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    let mut arguments = arguments.args.iter();
    match (arguments.next(), arguments.next()) {
        (Some(GenericArgument::Type(Type::Reference(reference))), None) => Some(reference),
        _ => None,
    }
}

/// The type behind a reference, if there can be state of that type.
fn borrowed(reference: &TypeReference, errors: &mut Errors) -> Option<Type> {
    if let Some(token) = reference.mutability {
        errors.at(
            token.span,
            "calls run at the same time, so a tool cannot borrow mutably: take `&`, and use a lock inside the type",
        );
        return None;
    }
    match &reference.lifetime {
        Some(lifetime) if lifetime.ident == "static" => {
            errors.on(lifetime, "a tool borrows for the duration of a call: leave the lifetime out");
            return None;
        }
        Some(lifetime) if lifetime.ident != "_" => return None,
        _ => {}
    }
    let inner = bare(&reference.elem);
    let refusal = match inner {
        Type::Path(path) if path.path.is_ident("str") => "an argument owns its data: use `String`",
        Type::Slice(_) => "an argument owns its data: use `Vec<T>`",
        Type::TraitObject(_) => {
            "a toolkit finds its state by type: borrow a struct that holds the trait object, or `&Arc<dyn Trait>`"
        }
        Type::Reference(_) => "one `&` is enough",
        _ => {
            let mut finder = Finder { borrows: true, ..Finder::default() };
            finder.visit_type(inner);
            return finder.report(errors).then(|| inner.clone());
        }
    };
    errors.on(reference, refusal);
    None
}

/// The type behind the reference of a borrowed parameter.
pub(super) fn borrowed_type(ty: &Type) -> Option<&Type> {
    match bare(ty) {
        Type::Reference(reference) => Some(&reference.elem),
        other => sole_reference(other).map(|reference| &*reference.elem),
    }
}

/// Whether the type is a reference, and not an `Option` of one.
pub(super) fn is_reference(ty: &Type) -> bool {
    matches!(bare(ty), Type::Reference(_))
}

/// Whether the type is the signed-in person.
pub(super) fn is_session(ty: &Type) -> bool {
    named(ty).is_some_and(|(name, _)| name == "AuthContext")
}

/// The type without parentheses.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        other => other,
    }
}

fn is_owned(ty: &Type, errors: &mut Errors) -> bool {
    let mut finder = Finder::default();
    finder.visit_type(ty);
    finder.report(errors)
}

/// The types that the toolkit itself provides.
const PROVIDED: [&str; 2] = ["ClerkClient", "AuthContext"];

/// Whether the toolkit provides a value of this type itself.
pub(super) fn is_provided(ty: &Type) -> bool {
    named(ty).is_some_and(|(name, _)| PROVIDED.contains(&name.as_str()))
}

/// Whether every toolkit holds a value of this type, which therefore cannot be an argument. Reports an error if so.
fn is_shared(ty: &Type, errors: &mut Errors) -> bool {
    let Some((name, argument)) = named(ty) else { return false };
    let borrowed = |name: &str| PROVIDED.contains(&name).then(|| format!("&{name}"));
    let suggestion = match argument.and_then(named) {
        Some((inner, None)) if name == "Option" => borrowed(&inner).map(|inner| format!("Option<{inner}>")),
        _ => borrowed(&name),
    };
    if let Some(suggestion) = &suggestion {
        errors.on(ty, format!("the toolkit provides this: borrow it with `{suggestion}`"));
    }
    suggestion.is_some()
}

/// The type as text, if it may be meant as state of the application: any whose name is not known to be data.
pub(super) fn state(ty: &Type) -> Option<String> {
    const DATA: [&str; 15] = [
        "Option", "String", "Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "Box", "Cow", "Value",
        "Map", "Duration", "DateTime", "Uuid",
    ];
    let (name, _) = named(ty)?;
    let data = DATA.contains(&name.as_str()) || name.ends_with("Id") || !name.starts_with(char::is_uppercase);
    (!data).then(|| text(ty))
}

/// The type as it is usually written.
fn text(ty: &Type) -> String {
    let text = ty.to_token_stream().to_string();
    let replacements = [(" < ", "<"), (" >", ">"), (" :: ", "::"), (":: ", "::"), ("& ", "&"), (" ,", ",")];
    replacements.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

/// The last name of a path, and its first argument that is a type.
fn named(ty: &Type) -> Option<(String, Option<&Type>)> {
    let Type::Path(path) = bare(ty) else { return None };
    let last = path.path.segments.last()?;
    let argument = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        }),
        _ => None,
    };
    Some((last.ident.to_string(), argument))
}

/// The place of a `Result`'s error, or of the type itself if it has no second argument.
pub(super) fn error_span(ty: &Type) -> Span {
    let Type::Path(path) = bare(ty) else { return ty.span() };
    match path.path.segments.last().map(|last| &last.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) if arguments.args.len() > 1 => {
            arguments.args.last().map_or_else(|| ty.span(), Spanned::span)
        }
        _ => ty.span(),
    }
}

/// Finds the first part of a type that a tool cannot have.
#[derive(Default)]
struct Finder {
    /// Whether references and lifetimes are allowed.
    borrows: bool,
    found: Option<(Span, &'static str)>,
    /// Whether something was found that the compiler reports.
    left_to_compiler: bool,
    /// The lifetimes of a `for<'a>` inside the type.
    bound: Vec<Ident>,
}

impl Finder {
    /// Whether nothing was found.
    fn report(self, errors: &mut Errors) -> bool {
        if let Some((span, refusal)) = self.found.filter(|_| !self.left_to_compiler) {
            errors.at(span, refusal);
        }
        self.found.is_none() && !self.left_to_compiler
    }
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_type_impl_trait(&mut self, ty: &'ast TypeImplTrait) {
        self.found.get_or_insert((ty.impl_token.span, OPEN));
    }

    fn visit_type_reference(&mut self, ty: &'ast TypeReference) {
        if !self.borrows {
            self.found.get_or_insert((ty.and_token.span(), OWNED));
        }
        visit::visit_type_reference(self, ty);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        match lifetime.ident.to_string().as_str() {
            "static" => {}
            "_" if self.borrows => {}
            "_" => {
                self.found.get_or_insert((lifetime.span(), OWNED));
            }
            _ => self.left_to_compiler |= !self.bound.contains(&lifetime.ident),
        }
    }

    fn visit_bound_lifetimes(&mut self, lifetimes: &'ast BoundLifetimes) {
        self.bound.extend(lifetimes.lifetimes.iter().filter_map(|parameter| match parameter {
            GenericParam::Lifetime(parameter) => Some(parameter.lifetime.ident.clone()),
            _ => None,
        }));
    }

    fn visit_type_infer(&mut self, _: &'ast TypeInfer) {
        self.left_to_compiler = true;
    }

    // The references in the signature of a function pointer are not data of the argument.
    fn visit_type_fn_ptr(&mut self, _: &'ast TypeFnPtr) {}
}
