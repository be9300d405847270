//! The keywords of the portable subset. The check, the rewriting and OpenAI's strict schemas all follow from these lists.

/// Keywords that give a value its shape or describe it.
const SHAPE: [&str; 7] = ["type", "description", "properties", "required", "additionalProperties", "items", "enum"];

/// Keywords that constrain a value or state its default. Each is refused by some deployment of OpenAI's strict mode.
pub(crate) const CONSTRAINTS: [&str; 11] = [
    "default",
    "format",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
];

/// Keywords that combine schemas. None is portable; the rewriting folds them if that keeps their meaning.
pub(super) const VARIANTS: [&str; 3] = ["anyOf", "oneOf", "allOf"];

/// Whether a keyword is in the portable subset.
pub(super) fn is_portable(keyword: &str) -> bool {
    SHAPE.contains(&keyword) || CONSTRAINTS.contains(&keyword)
}
