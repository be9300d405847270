//! Request paths that always lead to the intended endpoint.
//!
//! A path consists of literals, typed ids, checked texts and numbers. A `String` is not allowed, so a model's text must
//! be parsed to a typed id or to a [`Segment`] before it can be part of a path. Every segment is also checked against
//! an allow-list. That includes literals, because a leaked string has the same type as a literal.

use std::borrow::Cow;

use super::error::ClerkError;
use super::excerpt::excerpt;
use super::ids::{every_id, is_word};

/// Limits [`PathSegment`] and [`IntoPath`] to the types that this crate has checked.
pub trait Sealed {}

/// One segment of a request path: a literal, a typed id or a [`Segment`](super::Segment) (owned or by reference), or an unsigned number.
///
/// This trait is sealed: other types cannot be part of a path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be part of a request path",
    label = "neither a literal nor a typed id",
    note = "parse it first: to a typed id with `UserId::parse(text)?`, or to a checked text with `Segment::parse(text)?`",
    note = "an unchecked text could send the request to another endpoint"
)]
pub trait PathSegment: Sealed {
    /// The segment, as it appears in the path.
    #[doc(hidden)]
    fn as_segment(&self) -> Cow<'_, str>;
}

/// A request path without `/v1/`: a literal (`"users/count"`), or a tuple of one to six segments
/// (`("users", user_id, "metadata")`).
///
/// This trait is sealed, like [`PathSegment`]. An unchecked text does not compile:
///
/// ```compile_fail,E0277
/// # fn example(clerk: &clerk_toolkit::client::ClerkClient, text: String) {
/// let request = clerk.get(("users", text));
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request path",
    label = "neither a literal nor a tuple of segments",
    note = "use a literal such as `\"users/count\"`, or a tuple such as `(\"users\", user_id)` in which every text from \
            outside is parsed to a typed id"
)]
pub trait IntoPath: Sealed {
    /// Checks the path and returns it, without a slash at either end.
    ///
    /// # Errors
    ///
    /// [`ClerkError::InvalidPath`] if a segment is empty or contains anything except letters, digits, `_` and `-`
    /// (a literal may also contain single slashes between segments), or if the path begins with the version, `v1`.
    fn into_path(self) -> Result<String, ClerkError>;
}

impl Sealed for &'static str {}
impl PathSegment for &'static str {
    fn as_segment(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl<T: PathSegment> Sealed for &T {}
impl<T: PathSegment> PathSegment for &T {
    fn as_segment(&self) -> Cow<'_, str> {
        (**self).as_segment()
    }
}

/// Lets a checked text be in a path and in a query.
#[doc(hidden)]
#[macro_export]
macro_rules! __id_segment {
    ($($id:path),+) => {$(
        #[diagnostic::do_not_recommend]
        impl $crate::client::QueryValue for $id {}
        impl $crate::client::__private::Sealed for $id {}
        #[diagnostic::do_not_recommend]
        impl $crate::client::PathSegment for $id {
            fn as_segment(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Borrowed(self.as_str())
            }
        }
    )+};
}

macro_rules! id_segments {
    ($($id:ident)+) => {
        __id_segment!($(super::ids::$id),+);
    };
}

every_id!(id_segments);

macro_rules! number_segments {
    ($($number:ty)+) => {$(
        impl Sealed for $number {}
        impl PathSegment for $number {
            fn as_segment(&self) -> Cow<'_, str> {
                self.to_string().into()
            }
        }
    )+};
}

number_segments!(u8 u16 u32 u64 usize);

impl IntoPath for &'static str {
    fn into_path(self) -> Result<String, ClerkError> {
        (self,).into_path()
    }
}

macro_rules! tuple_paths {
    ($($($segment:ident)+;)+) => {$(
        impl<$($segment: PathSegment),+> Sealed for ($($segment,)+) {}
        impl<$($segment: PathSegment),+> IntoPath for ($($segment,)+) {
            #[allow(non_snake_case)]
            fn into_path(self) -> Result<String, ClerkError> {
                let ($($segment,)+) = self;
                join(&[$($segment.as_segment()),+])
            }
        }
    )+};
}

tuple_paths! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
}

fn join(segments: &[Cow<'_, str>]) -> Result<String, ClerkError> {
    let invalid = segments.iter().find(|segment| !segment.split('/').all(is_word));
    let versioned = || segments.first().filter(|first| first.split('/').next() == Some("v1"));
    match invalid.or_else(versioned) {
        Some(segment) => Err(ClerkError::InvalidPath { segment: excerpt(segment, 40) }),
        None => Ok(segments.join("/")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{OrganizationRef, Segment, UserId};
    use super::*;

    #[test]
    fn literals_ids_and_numbers_are_joined() {
        let user = UserId::parse("user_1").unwrap();
        let organization = OrganizationRef::parse("acme-inc").unwrap();
        assert_eq!("users/count".into_path().unwrap(), "users/count");
        assert_eq!(("users", &user, "metadata").into_path().unwrap(), "users/user_1/metadata");
        assert_eq!(("organizations", organization, "memberships", user).into_path().unwrap(), {
            "organizations/acme-inc/memberships/user_1"
        });
        let domain = Segment::parse("dmn_2-x").unwrap();
        assert_eq!(("domains", &domain).into_path().unwrap(), "domains/dmn_2-x");
        assert_eq!(("a", 1_u8, 2_u64, "b/c", "d", "e").into_path().unwrap(), "a/1/2/b/c/d/e");
    }

    #[test]
    fn the_error_says_how_to_write_a_path() {
        let slash = "write the path without a leading slash and without the version, such as `users/count`";
        let query = "write the path without a query, and add each parameter with `.query(…)`";
        let end = "write the path without a slash at its end, such as `users/count`";
        let other = "expected letters, digits, `_` and `-`; a literal may also contain single slashes between segments";
        for (path, advice) in [
            ("/v1/users", slash),
            ("/users", slash),
            ("v1/users", slash),
            ("v1", slash),
            ("users?limit=1", query),
            ("/v1/users?limit=1", query),
            ("users/", end),
            ("users//count", other),
            ("a b", other),
        ] {
            let error = path.into_path().unwrap_err().to_string();
            assert_eq!(error, format!("`{path}` cannot be used in a request path: {advice}"));
        }
        assert!(("v1", "users").into_path().is_err());
        assert_eq!("users/v1".into_path().unwrap(), "users/v1");
    }

    #[test]
    fn a_segment_with_other_characters_is_rejected_and_shown() {
        let hostile = [
            "",
            ".",
            "..",
            "/users",
            "users/",
            "users//count",
            "users/../jwks",
            "a b",
            "a?b",
            "a#b",
            "a%2fb",
            "a\\b",
            "a:b",
            "a\0",
            "\t..",
            "usеrs",
            "ｕsers",
            "a;b",
            "a@b",
            "a.b",
            "a\r\nb",
        ];
        for text in hostile {
            for path in [text.into_path(), ("users", text).into_path(), (text, "users").into_path()] {
                assert!(text.contains('/') || Segment::parse(text).is_err(), "{text:?}");
                match path {
                    Err(ClerkError::InvalidPath { segment }) => {
                        assert_eq!(segment, excerpt(text, 40))
                    }
                    other => panic!("{text:?} gave {other:?}"),
                }
            }
        }
    }
}
