"""What `run` measures with: processes with their time and memory, numbers of several rounds, facts of the machine."""
import json, os, platform, statistics, subprocess, time


class Spent:
    """What a process that has ended took: seconds by the clock, seconds of processors, peak memory in MB."""

    def __init__(self, seconds, usage, output):
        self.seconds, self.processor = seconds, usage.ru_utime + usage.ru_stime
        # Bytes on macOS, KiB elsewhere.
        self.memory = usage.ru_maxrss * (1 if platform.system() == "Darwin" else 1024) / 1e6
        self.output = output

    def json(self):
        return {"seconds": round(self.seconds, 4), "processor_seconds": round(self.processor, 3),
                "memory_mb": round(self.memory, 1)}


def spend(command, cwd=None):
    """Runs a process to its end; its last words are shown if it fails."""
    command = [str(part) for part in command]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=cwd)
    output = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\nended with {process.returncode}:\n{output[-2000:]}")
    return Spent(seconds, usage, output)


def last_json(text):
    """The last line of a text that is a JSON object."""
    return json.loads([line for line in text.splitlines() if line.startswith("{")][-1])


class Turns:
    """A process that measures once for every line it is given, so that several can take turns."""

    def __init__(self, command):
        self.process = subprocess.Popen([str(part) for part in command], text=True, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def next(self):
        """One measurement."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def summary(values):
    """Median, lowest and highest."""
    values = [value for value in values if value is not None]
    if not values: return None
    return {"median": significant(statistics.median(values)), "min": significant(min(values)),
            "max": significant(max(values)), "rounds": len(values)}


def significant(value): return float(f"{value:.4g}")


def text(values, unit="", scale=1.0, digits=0):
    """As `812 (790–830) pictures/s`."""
    if not values: return "not measured"
    median, low, high = (f"{values[k] * scale:,.{digits}f}" for k in ("median", "min", "max"))
    return f"{median} ({low}–{high}){unit}"


def processor_name():
    try:
        lines = open("/proc/cpuinfo").read().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        if platform.system() == "Darwin": return first_line(["sysctl", "-n", "machdep.cpu.brand_string"])
        return platform.processor() or platform.machine()


def first_line(command, cwd=None):
    """The first line that a command prints; nil where there is no such command."""
    try: result = subprocess.run(command, capture_output=True, text=True, cwd=cwd)
    except OSError: return None
    return (result.stdout or result.stderr).strip().split("\n")[0] if result.returncode == 0 else None


def busy(seconds=2):
    """Which part of the processors others keep busy now, before anything is measured; nil where nobody tells."""
    def ticks():
        numbers = [int(n) for n in open("/proc/stat").readline().split()[1:9]]
        return sum(numbers), numbers[3] + numbers[4]
    try:
        total, idle = ticks()
        time.sleep(seconds)
        later_total, later_idle = ticks()
        return round(1 - (later_idle - idle) / max(1, later_total - total), 3)
    except (OSError, ValueError): return None


def machine():
    return {"processor": processor_name(), "cores": cores(), "system": f"{platform.system()} {platform.release()}",
            "busy_before": busy()}


def cores(): return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
