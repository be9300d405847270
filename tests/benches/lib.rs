//! Empty: the benchmarks are `[[bench]]` targets.
