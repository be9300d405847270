//! Nothing: the benchmarks are under `[[bench]]`.
