//! The request that an operation receives: path parameters, query parameters, and the checked body.

use std::str::FromStr;

use serde_json::{Value, json};

use super::checks;
use super::error::{ApiError, ErrorEntry};
use super::form::{self, Form};

/// A routed request whose body is valid for the operation.
#[derive(Debug)]
pub(super) struct Request {
    /// The path parameters in order, percent-decoded.
    pub(super) path: Vec<(String, String)>,
    /// The query parameters in order, decoded. A name can occur several times.
    pub(super) query: Vec<(String, String)>,
    /// The body.
    pub(super) form: Form,
}

impl Request {
    /// A path parameter. It is empty, and so never a valid id, if the path has no parameter of that name.
    pub(super) fn path(&self, name: &str) -> &str {
        first(&self.path, name).unwrap_or_default()
    }

    /// A query parameter, or `None` if it is absent or empty.
    pub(super) fn query(&self, name: &str) -> Option<&str> {
        first(&self.query, name).filter(|value| !value.is_empty())
    }

    /// Every value of a query parameter that can occur several times (`user_id=a&user_id=b`).
    pub(super) fn query_all(&self, name: &str) -> Vec<&str> {
        self.query
            .iter()
            .filter(|(key, value)| key.strip_suffix("[]").unwrap_or(key) == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// A query parameter that is `true` or `false`.
    pub(super) fn query_boolean(&self, name: &str) -> Result<Option<bool>, ErrorEntry> {
        self.query_as(name, "boolean")
    }

    /// A query parameter that is an integer.
    pub(super) fn query_integer(&self, name: &str) -> Result<Option<i64>, ErrorEntry> {
        self.query_as(name, "integer")
    }

    /// Every value of a query parameter that has a fixed set of values.
    pub(super) fn query_all_of(&self, name: &str, allowed: &[&str]) -> Result<Vec<&str>, ApiError> {
        let values = self.query_all(name);
        ApiError::unless_empty(values.iter().filter_map(|value| checks::one_of(name, value, allowed)).collect())?;
        Ok(values)
    }

    fn query_as<T: FromStr>(&self, name: &str, type_name: &str) -> Result<Option<T>, ErrorEntry> {
        match self.query(name) {
            None => Ok(None),
            Some(text) => text.parse().map(Some).map_err(|_| {
                ErrorEntry::param(
                    name,
                    "form_param_type_invalid",
                    "is invalid",
                    format!("`{name}` must be a `{type_name}`."),
                )
            }),
        }
    }

    /// The part of a list that `limit` and `offset` select.
    pub(super) fn page(&self) -> Result<Page, ApiError> {
        let mut entries = Vec::new();
        let mut read = |name, default, max| match self.query_integer(name) {
            Ok(value) => {
                let value = value.unwrap_or(default);
                let min = i64::from(name == "limit");
                entries.extend(form::out_of_range(name, value, min, max));
                usize::try_from(value).unwrap_or_default()
            }
            Err(entry) => {
                entries.push(entry);
                0
            }
        };
        let limit = read("limit", 10, 500);
        let offset = read("offset", 0, i64::MAX);
        ApiError::unless_empty(entries)?;
        Ok(Page { limit, offset })
    }
}

fn first<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// A part of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    limit: usize,
    offset: usize,
}

impl Page {
    /// The rows of this page.
    pub(super) fn of<'a, T>(self, rows: &[&'a T]) -> impl Iterator<Item = &'a T> {
        rows.iter().copied().skip(self.offset).take(self.limit)
    }

    /// The response of a list that includes the total count.
    pub(super) fn list<T>(self, rows: &[&T], json: impl Fn(&T) -> Value) -> Value {
        json!({
            "data": self.of(rows).map(json).collect::<Vec<_>>(),
            "total_count": rows.len(),
        })
    }
}

/// A key to sort a list by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey {
    /// A count or a time.
    Number(i64),
    /// A text, compared without case.
    Text(String),
}

impl SortKey {
    /// The key of an optional text. A missing text comes first.
    pub(super) fn text(text: Option<&str>) -> Self {
        Self::Text(text.unwrap_or_default().to_lowercase())
    }
}

/// A value of `order_by`, and the sort key that it selects.
pub(super) type Order<'a, T> = (&'static str, &'a dyn Fn(&T) -> SortKey);

/// Sorts rows by the `order_by` parameter. The order is ascending, or descending if the name has a `-` before it. Without
/// the parameter, the newest rows come first.
pub(super) fn sort<T>(request: &Request, rows: &mut [&T], orders: &[Order<'_, T>]) -> Result<(), ApiError> {
    let wanted = request.query("order_by").unwrap_or("-created_at");
    // A plus sign without percent-encoding is decoded as a space.
    let name = wanted.trim_start_matches(['-', '+', ' ']);
    let Some((_, key)) = orders.iter().find(|(order, _)| *order == name) else {
        let names: Vec<&str> = orders.iter().map(|(order, _)| *order).collect();
        return Err(checks::value_invalid(
            "order_by",
            format!(
                "{wanted} does not match the allowed values for parameter order_by. Allowed values: {}",
                names.join(", ")
            ),
        )
        .into());
    };
    if wanted.starts_with('-') {
        rows.sort_by_key(|row| std::cmp::Reverse(key(row)));
    } else {
        rows.sort_by_key(|row| key(row));
    }
    Ok(())
}

/// A list of ids in the query. An id selects rows, with or without a `+` before it; a `-` before it excludes them.
pub(super) struct IdFilter<'a> {
    wanted: Vec<&'a str>,
    unwanted: Vec<&'a str>,
}

impl<'a> IdFilter<'a> {
    /// Reads the query parameter `name`.
    pub(super) fn read(request: &'a Request, name: &str) -> Self {
        let (unwanted, wanted): (Vec<&str>, Vec<&str>) =
            request.query_all(name).into_iter().partition(|id| id.starts_with('-'));
        let bare = |ids: Vec<&'a str>| ids.into_iter().map(|id| id.trim_start_matches(['-', '+', ' '])).collect();
        Self { wanted: bare(wanted), unwanted: bare(unwanted) }
    }

    /// Whether the filter accepts a row that has the ids for which `has` returns `true`.
    pub(super) fn accepts(&self, has: impl Fn(&str) -> bool) -> bool {
        (self.wanted.is_empty() || self.wanted.iter().any(|id| has(id))) && !self.unwanted.iter().any(|id| has(id))
    }
}
