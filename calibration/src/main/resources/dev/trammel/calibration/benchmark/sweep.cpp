// The backward sweep as a textbook has it, on Eigen's matrices of dynamic size: a yardstick.
//
//   sweep PROBLEM WARM-UP SECONDS
//
// reads a problem, calls the sweep for so many seconds that do not count and so many that do, and
// prints the median and the least time of a call [us] and the sum of |K|. A problem is n, m, T as
// 64-bit integers and then doubles, matrices row by row: for each step F, f, C, c, then C_T, c_T.

#include <Eigen/Dense>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <vector>

using Eigen::MatrixXd;
using Eigen::VectorXd;
using Clock = std::chrono::steady_clock;

class Reader {
 public:
  explicit Reader(const char* path) : file(std::fopen(path, "rb")) {
    if (!file) throw std::runtime_error("cannot open the problem");
  }
  ~Reader() { std::fclose(file); }

  int integer() {
    std::int64_t value;
    read(&value, sizeof value);
    return static_cast<int>(value);
  }

  MatrixXd matrix(int rows, int columns) {
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> value(rows, columns);
    read(value.data(), sizeof(double) * rows * columns);
    return value;
  }

 private:
  void read(void* to, std::size_t bytes) {
    if (std::fread(to, 1, bytes, file) != bytes) throw std::runtime_error("the problem is cut off");
  }
  std::FILE* file;
};

class Sweep {
 public:
  explicit Sweep(Reader& in) : n(in.integer()), m(in.integer()), T(in.integer()) {
    for (int t = 0; t < T; t++) {
      F.push_back(in.matrix(n, n + m));
      f.push_back(in.matrix(n, 1));
      C.push_back(in.matrix(n + m, n + m));
      c.push_back(in.matrix(n + m, 1));
      K.push_back(MatrixXd(m, n));
      k.push_back(VectorXd(m));
    }
    terminalC = in.matrix(n, n);
    terminalc = in.matrix(n, 1);
    VF.resize(n, n + m);
  }

  void solve() {
    V = terminalC;
    v = terminalc;
    for (int t = T - 1; t >= 0; t--) {
      // Q = C + F'VF,  q = c + F'(Vf + v)
      VF.noalias() = V * F[t];
      Q = C[t];
      Q.noalias() += F[t].transpose() * VF;
      next = v;
      next.noalias() += V * f[t];
      q = c[t];
      q.noalias() += F[t].transpose() * next;
      // K = -Quu^-1 Qux,  k = -Quu^-1 qu
      cholesky.compute(Q.bottomRightCorner(m, m));
      K[t] = -cholesky.solve(Q.bottomLeftCorner(m, n));
      k[t] = -cholesky.solve(q.tail(m));
      // V = Qxx + Qxu K, symmetric but for rounding,  v = qx + Qxu k
      V = Q.topLeftCorner(n, n);
      V.noalias() += Q.topRightCorner(n, m) * K[t];
      V = (0.5 * (V + V.transpose())).eval();
      v = q.head(n);
      v.noalias() += Q.topRightCorner(n, m) * k[t];
    }
  }

  double gains() const {
    double sum = 0;
    for (const MatrixXd& gain : K) sum += gain.cwiseAbs().sum();
    return sum;
  }

 private:
  int n, m, T;
  std::vector<MatrixXd> F, C, K;
  std::vector<VectorXd> f, c, k;
  MatrixXd terminalC, V, VF, Q;
  VectorXd terminalc, v, q, next;
  Eigen::LLT<MatrixXd> cholesky;
};

// Times of single calls, for so many seconds [us].
static std::vector<double> measure(Sweep& sweep, double seconds) {
  std::vector<double> micros;
  const Clock::time_point end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                                   std::chrono::duration<double>(seconds));
  for (Clock::time_point begin = Clock::now(); begin < end; begin = Clock::now()) {
    sweep.solve();
    micros.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
  }
  return micros;
}

int main(int count, char** arguments) {
  if (count != 4) {
    std::fprintf(stderr, "usage: sweep PROBLEM WARM-UP SECONDS\n");
    return 2;
  }
  try {
    Reader in(arguments[1]);
    Sweep sweep(in);
    sweep.solve();
    measure(sweep, std::atof(arguments[2]));
    std::vector<double> micros = measure(sweep, std::atof(arguments[3]));
    if (micros.empty()) throw std::runtime_error("no call was measured");
    std::sort(micros.begin(), micros.end());
    std::printf("%.4f %.4f %.17g\n", micros[micros.size() / 2], micros[0], sweep.gains());
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "sweep: %s\n", failure.what());
    return 1;
  }
}
