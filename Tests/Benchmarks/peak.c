// Measures the peak multiply-add rate: independent fused multiply-adds on registers, on so many threads at once.
//
//   cc -O3 -march=native -pthread peak.c -o peak && ./peak [threads]
//
// For every line on standard input it measures for about half a second and prints one line of JSON: the rate by the
// clock, and that by the time the threads had a processor, which other work on the machine does not lower.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#if defined(__AVX512F__)
enum { lanes = 16 };
#elif defined(__AVX__)
enum { lanes = 8 };
#else
enum { lanes = 4 };
#endif
// Enough chains that none waits for its own last result, few enough that all stay in registers.
enum { chains = 12, steps = 1 << 16 };
typedef float vector __attribute__((vector_size(lanes * sizeof(float))));

static const double seconds = 0.5;
volatile float result;  // so that nothing is left out

static double now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

struct rates {
  double by_clock, by_processor_time;
};

static void *work(void *out) {
  vector sums[chains], factor, addend;
  for (int i = 0; i < lanes; i++) factor[i] = 0.999f, addend[i] = 0.001f;
  for (int c = 0; c < chains; c++) sums[c] = addend * (float)c;
  double start = now(CLOCK_MONOTONIC), worked = now(CLOCK_THREAD_CPUTIME_ID), rounds = 0;
  while (now(CLOCK_MONOTONIC) - start < seconds) {
    for (int step = 0; step < steps; step++) {
#pragma GCC unroll 12
      for (int c = 0; c < chains; c++) sums[c] = sums[c] * factor + addend;
    }
    rounds++;
  }
  double done = rounds * steps * chains * lanes;
  struct rates rates = {
      done / (now(CLOCK_MONOTONIC) - start), done / (now(CLOCK_THREAD_CPUTIME_ID) - worked)};
  vector sum = sums[0];
  for (int c = 1; c < chains; c++) sum += sums[c];
  result = sum[0];
  *(struct rates *)out = rates;
  return NULL;
}

int main(int count, char **arguments) {
  int threads = count > 1 ? atoi(arguments[1]) : 1;
  pthread_t ids[256];
  struct rates rates[256];
  if (threads < 1 || threads > 256) return 64;
  while (getchar() != EOF) {
    struct rates sum = {0, 0};
    for (int i = 0; i < threads; i++) pthread_create(&ids[i], NULL, work, &rates[i]);
    for (int i = 0; i < threads; i++) {
      pthread_join(ids[i], NULL);
      sum.by_clock += rates[i].by_clock;
      sum.by_processor_time += rates[i].by_processor_time;
    }
    printf(
        "{\"threads\": %d, \"multiply_adds_per_second\": %.4g, \"by_processor_time\": %.4g}\n", threads, sum.by_clock,
        sum.by_processor_time);
    fflush(stdout);
  }
}
