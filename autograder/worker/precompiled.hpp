// SPDX-License-Identifier: MIT
// Precompiled for the student's file: the kit, and the expressions that lessons are made of, instantiated
// once so that the compiler need not do it at every save.
#pragma once
#include "worker/products.hpp"
// Products have to be redirected before anything multiplies.
#include <iostream>
#include <limits>
#include <map>

#include "kit/kit.hpp"
#include "kit/random.hpp"

namespace downhill::worker {

// Never called: it is here for what it instantiates.
inline double common_expressions(Matrix& a, const Matrix& b, const Matrix& c, Vector& v, const Vector& w,
                                 double s) {
  a = b + c;
  a = b - c;
  a += c;
  a -= b;
  a = s * b;
  a = b * s;
  a = b / s;
  a *= s;
  a += s * b;
  a -= s * b;
  a = b * c;
  a = b.transpose() * c;
  a = b * c.transpose();
  a = v * w.transpose();
  a = b.transpose();
  a = b.cwiseProduct(c);
  a = b.cwiseMax(0.0);
  a = Matrix::Zero(2, 2);
  a = Matrix::Identity(2, 2);
  v = b * w;
  v = b.transpose() * w;
  v = b.transpose() * w + v;
  v = s * w;
  v = w + v;
  v = v - w;
  v -= s * w;
  v += w;
  v = s * v + (1 - s) * w;
  v = s * v + w;
  v = s * v + (1 - s) * w.cwiseAbs2();
  v = s * v + (1 - s) * w.cwiseProduct(w);
  v.array() -= s * w.array() / (v.array().sqrt() + s);
  v = w.cwiseMax(0.0);
  v = w.cwiseProduct(v);
  v = Vector::Zero(3);
  v = Vector::Constant(3, s);
  v = w;
  v.setZero(3);
  a(0, 0) = v(0) + v[0];
  return a.sum() + v.sum() + v.dot(w) + v.norm() + w.squaredNorm() + b(1, 1) + w(1) + v.mean();
}

inline void common_containers(std::vector<double>& numbers, std::vector<Index>& rows) {
  numbers.push_back(numbers.back());
  rows.push_back(rows.back());
  numbers = std::vector<double>(3, 0.0);
  numbers.reserve(4);
  std::cout << std::string("path ") + std::to_string(numbers.at(0)) << '\n';
}

}  // namespace downhill::worker
