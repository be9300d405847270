//! Parse: the options between the parentheses of `#[clerk_tool(…)]`.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Expr, Ident, LitStr, Path, Token};

use super::template::Template;
use crate::errors::Errors;
use crate::krate;
use crate::names::is_tool_name;
use crate::suggest::{list, nearest};
use crate::text;

/// What was written, each option with its place in the source.
#[derive(Default)]
pub(super) struct Attribute {
    pub(super) effect: Option<Effect>,
    pub(super) idempotent: Option<Span>,
    pub(super) access: Option<Access>,
    pub(super) permission: Option<LitStr>,
    pub(super) name: Option<LitStr>,
    pub(super) title: Option<LitStr>,
    pub(super) category: Option<LitStr>,
    pub(super) endpoint: Option<Template>,
    pub(super) krate: Option<Path>,
    /// The options that a mistake may have been meant as, so that they are not also reported as missing.
    unclear: Vec<&'static str>,
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

/// One option: everything that the macro knows about it.
struct Key {
    name: &'static str,
    /// How it is written.
    example: &'static str,
    /// Reads what follows the name.
    parse: fn(&mut Attribute, &Value<'_>) -> syn::Result<()>,
    /// Reports the options that it does not go with.
    check: fn(&Attribute, &mut Errors),
}

const KEYS: &[Key] = &[
    Key {
        name: "effect",
        example: "effect = read",
        parse: |attribute, value| {
            attribute.effect = Some(value.word(EFFECTS)?);
            Ok(())
        },
        check: |_, _| {},
    },
    Key {
        name: "idempotent",
        example: "idempotent",
        parse: |attribute, value| {
            attribute.idempotent = Some(value.none()?);
            Ok(())
        },
        check: |attribute, errors| {
            if let (Some(Effect::Read), Some(idempotent)) = (attribute.effect, attribute.idempotent) {
                errors.at(idempotent, "every read is idempotent: leave `idempotent` out");
            }
        },
    },
    Key {
        name: "access",
        example: "access = user",
        parse: |attribute, value| {
            attribute.access = Some(value.word(ACCESSES)?);
            Ok(())
        },
        check: |_, _| {},
    },
    Key {
        name: "permission",
        example: "permission = \"org:orders:read\"",
        parse: |attribute, value| {
            attribute.permission = Some(value.permission()?);
            Ok(())
        },
        check: |attribute, errors| {
            let organization = attribute.access == Some(Access::Organization) || attribute.is_unclear("access");
            if let Some(permission) = attribute.permission.as_ref().filter(|_| !organization) {
                errors.on(permission, "a permission belongs to an organization: add `access = organization`");
            }
        },
    },
    Key {
        name: "name",
        example: "name = \"getUser\"",
        parse: |attribute, value| {
            attribute.name = Some(value.name("the name of a tool")?);
            Ok(())
        },
        check: |_, _| {},
    },
    Key {
        name: "title",
        example: "title = \"Get user\"",
        parse: |attribute, value| {
            attribute.title = Some(value.title()?);
            Ok(())
        },
        check: |_, _| {},
    },
    Key {
        name: "category",
        example: "category = \"users\"",
        parse: |attribute, value| {
            attribute.category = Some(value.name("a category")?);
            Ok(())
        },
        check: |_, _| {},
    },
    Key {
        name: "endpoint",
        example: "endpoint = \"GET /users/{user_id}\"",
        parse: |attribute, value| {
            attribute.endpoint = Some(Template::parse(value.text()?)?);
            Ok(())
        },
        check: |attribute, errors| {
            if let (Some(endpoint), Some(Access::None)) = (&attribute.endpoint, attribute.access) {
                errors.on(
                    &endpoint.text,
                    "a tool with `access = none` uses no data of Clerk: leave `endpoint` out, or choose another `access`",
                );
            }
        },
    },
    Key {
        name: "crate",
        example: "crate = ::my_crate::clerk_toolkit",
        parse: |attribute, value| {
            attribute.krate = Some(value.path()?);
            Ok(())
        },
        check: |_, _| {},
    },
];

const EFFECTS: &[(&str, Effect)] =
    &[("read", Effect::Read), ("write", Effect::Write), ("destructive", Effect::Destructive)];

const ACCESSES: &[(&str, Access)] = &[
    ("user", Access::User),
    ("organization", Access::Organization),
    ("instance", Access::Instance),
    ("none", Access::None),
];

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
                        input.parse::<TokenTree>()?;
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
        for key in KEYS {
            (key.check)(&attribute, errors);
        }
        attribute
    }

    /// Whether a mistake may have been meant as this option.
    pub(super) fn is_unclear(&self, key: &str) -> bool {
        self.unclear.contains(&key)
    }

    fn entry(&mut self, input: ParseStream<'_>, seen: &mut Vec<Ident>) -> syn::Result<()> {
        let ident = input.call(Ident::parse_any).map_err(|error| {
            self.unclear.push("effect");
            syn::Error::new(error.span(), "expected an option, such as `effect = read`")
        })?;
        if seen.contains(&ident) {
            return Err(syn::Error::new(ident.span(), format!("`{ident}` is given twice")));
        }
        seen.push(ident.clone());
        let Some(key) = KEYS.iter().find(|key| ident == key.name) else {
            self.unclear.extend(["effect", "access"]);
            return Err(unknown(&ident));
        };
        (key.parse)(self, &Value { key, ident: &ident, input }).inspect_err(|_| self.unclear.push(key.name))?;
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(());
        }
        Err(input.error("expected `,`"))
    }
}

fn words<T>(values: &[(&'static str, T)]) -> Vec<&'static str> {
    values.iter().map(|(word, _)| *word).collect()
}

fn unknown(ident: &Ident) -> syn::Error {
    let given = ident.to_string();
    let values = [("effect", words(EFFECTS)), ("access", words(ACCESSES))];
    let key = values.iter().find(|(_, words)| words.contains(&given.as_str())).map(|(key, _)| key);
    let names = || KEYS.iter().map(|key| key.name);
    let message = match (key, nearest(&given, names())) {
        (Some(key), _) => format!("`{given}` is a value: write `{key} = {given}`"),
        (None, Some(near)) => format!("unknown option `{given}`: did you mean `{near}`?"),
        (None, None) => format!("unknown option `{given}`: expected {}", list(names())),
    };
    syn::Error::new(ident.span(), message)
}

/// What follows the name of an option.
struct Value<'a> {
    key: &'static Key,
    ident: &'a Ident,
    input: ParseStream<'a>,
}

impl Value<'_> {
    fn none(&self) -> syn::Result<Span> {
        match self.input.peek(Token![=]) {
            true => Err(self.input.error(format!("`{}` takes no value", self.ident))),
            false => Ok(self.ident.span()),
        }
    }

    fn equals(&self) -> syn::Result<()> {
        if self.input.peek(Token![=]) {
            self.input.parse::<Token![=]>()?;
            if !self.input.is_empty() && !self.input.peek(Token![,]) {
                return Ok(());
            }
        }
        Err(syn::Error::new(self.ident.span(), format!("`{}` takes a value: `{}`", self.ident, self.key.example)))
    }

    fn word<T: Copy>(&self, values: &[(&'static str, T)]) -> syn::Result<T> {
        self.equals()?;
        let expected = format!("`{}` is {}", self.ident, list(words(values)));
        if self.input.peek(LitStr) {
            return Err(self.input.error(format!("{expected}, without quotes")));
        }
        let given: Ident =
            self.input.call(Ident::parse_any).map_err(|error| syn::Error::new(error.span(), &expected))?;
        if let Some((_, value)) = values.iter().find(|(word, _)| given == word) {
            return Ok(*value);
        }
        let near = nearest(&given.to_string(), words(values));
        let message = near.map_or(expected.clone(), |near| format!("{expected}: did you mean `{near}`?"));
        Err(syn::Error::new(given.span(), message))
    }

    fn text(&self) -> syn::Result<LitStr> {
        self.equals()?;
        let Self { ident, key, input } = self;
        let message = format!("`{ident}` is a string: `{}`", key.example);
        let expr: Expr = input.parse().map_err(|error| syn::Error::new(error.span(), &message))?;
        text::string(&expr).ok_or_else(|| match &expr {
            Expr::Macro(_) => syn::Error::new(
                expr.span(),
                format!("`{ident}` is needed before this macro runs: write a string literal, or `concat!` of literals"),
            ),
            _ => syn::Error::new(expr.span(), message),
        })
    }

    fn path(&self) -> syn::Result<Path> {
        self.equals()?;
        krate::value(self.input)
    }

    fn name(&self, what: &str) -> syn::Result<LitStr> {
        let text = self.text()?;
        match is_tool_name(&text.value()) {
            true => Ok(text),
            false => Err(syn::Error::new(text.span(), format!("{what} has 1 to 64 characters of `A-Za-z0-9_-`"))),
        }
    }

    fn title(&self) -> syn::Result<LitStr> {
        let text = self.text()?;
        match text.value().trim().is_empty() {
            true => Err(syn::Error::new(text.span(), "a title has at least one character")),
            false => Ok(text),
        }
    }

    fn permission(&self) -> syn::Result<LitStr> {
        let text = self.text()?;
        let value = text.value();
        let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        match value.split(':').collect::<Vec<_>>()[..] {
            ["org", feature, action] if word(feature) && word(action) => Ok(text),
            _ => Err(syn::Error::new(
                text.span(),
                "a permission is `org:<feature>:<action>`, such as `org:sys_memberships:manage`",
            )),
        }
    }
}
