//! Finds more than the first problem of a value: `serde` stops at the first.

use serde_json::Value;
use serde_path_to_error::{Error, Segment};

use super::problem::ArgumentProblem;

/// The maximum number of times that one value is read.
const MOST: usize = 16;

/// The problems that were found by reading a value repeatedly, each time without the parts that have a problem.
#[derive(Default)]
pub(super) struct Retry {
    pub(super) problems: Vec<ArgumentProblem>,
    /// The list whose items were taken out, and their positions in it.
    taken: Option<(String, Vec<usize>)>,
    reads: usize,
}

impl Retry {
    /// Takes the part with the problem out of the value. Returns false if that is not possible: then nothing more can be
    /// found.
    ///
    /// - An empty text of an optional field is left out, as for an optional argument. It is not a problem.
    /// - An item of a list is taken out, and its problem is recorded.
    pub(super) fn without(&mut self, value: &mut Value, schema: &Value, error: &Error<serde_json::Error>) -> bool {
        self.reads += 1;
        let segments: Vec<&Segment> = error.path().iter().collect();
        if self.reads < MOST && leave_out(value, schema, &segments) {
            return true;
        }
        let list = segments.iter().position(|segment| matches!(segment, Segment::Seq { .. }));
        // A list of a fixed length has lost items.
        if list.is_none() && self.taken.is_some() {
            return false;
        }
        let Some((position, index)) = list.and_then(|position| Some((position, index(segments[position])?))) else {
            self.problems.push(ArgumentProblem::new(written(&segments, None), error.inner()));
            return false;
        };
        let place = written(&segments[..position], None);
        let taken = match &mut self.taken {
            Some((list, taken)) if *list == place => taken,
            other => &mut other.insert((place, Vec::new())).1,
        };
        let original = original(taken, index);
        self.problems.push(ArgumentProblem::new(written(&segments, Some((position, original))), error.inner()));
        taken.push(original);
        taken.sort_unstable();
        let removed =
            at(value, &segments[..position]).and_then(Value::as_array_mut).filter(|items| index < items.len());
        self.reads < MOST && removed.map(|items| items.remove(index)).is_some()
    }
}

/// The position in the list before items were taken out. `taken` has their positions, sorted.
fn original(taken: &[usize], index: usize) -> usize {
    taken.iter().fold(index, |index, taken| if *taken <= index { index + 1 } else { index })
}

fn index(segment: &Segment) -> Option<usize> {
    match segment {
        Segment::Seq { index } => Some(*index),
        _ => None,
    }
}

/// The part of a value at a place.
fn at<'a>(value: &'a mut Value, segments: &[&Segment]) -> Option<&'a mut Value> {
    segments.iter().try_fold(value, |value, segment| match segment {
        Segment::Seq { index } => value.get_mut(*index),
        Segment::Map { key } => value.get_mut(key),
        _ => None,
    })
}

/// Removes the field at the place if it is optional and its value is an empty text.
fn leave_out(value: &mut Value, schema: &Value, segments: &[&Segment]) -> bool {
    let [path @ .., Segment::Map { key }] = segments else { return false };
    let schema = path.iter().fold(schema, |schema, segment| match segment {
        Segment::Seq { .. } => &schema["items"],
        Segment::Map { key } => schema["properties"].get(key).unwrap_or(&schema["additionalProperties"]),
        _ => &Value::Null,
    });
    let is_optional = schema["properties"].get(key).is_some()
        && !schema["required"].as_array().is_some_and(|required| required.iter().any(|name| name == key));
    let Some(fields) = at(value, path).and_then(Value::as_object_mut) else { return false };
    is_optional && fields.get(key).is_some_and(|value| value == "") && fields.shift_remove(key).is_some()
}

/// The place as it follows the argument's name, with another index at one position.
fn written(segments: &[&Segment], index_at: Option<(usize, usize)>) -> String {
    let mut text = String::new();
    for (position, segment) in segments.iter().enumerate() {
        match (segment, index_at) {
            (Segment::Seq { .. }, Some((at, index))) if at == position => text += &format!("[{index}]"),
            (Segment::Seq { index }, _) => text += &format!("[{index}]"),
            (Segment::Map { key }, _) => text += &format!(".{}", super::suggest::shown(key)),
            (Segment::Enum { variant }, _) => text += &format!(".{}", super::suggest::shown(variant)),
            (Segment::Unknown, _) => {}
        }
    }
    text
}
