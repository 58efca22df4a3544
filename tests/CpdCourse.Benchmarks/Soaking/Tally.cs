using System.Collections.Concurrent;
using System.Diagnostics;

namespace CpdCourse.Benchmarks.Soaking;

/// <summary>An answer that is not what it should be.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message);

/// <summary>What came of the requests, by kind.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, Kind> kinds = new(StringComparer.Ordinal);

    public long Errors => kinds.Values.Sum(k => k.Errors);

    public IEnumerable<(string Name, Kind Kind)> Kinds =>
        kinds.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => (k.Key, k.Value));

    public Kind All
    {
        get
        {
            var all = new Kind();
            foreach (var (_, kind) in Kinds)
            {
                all.Add(kind);
            }

            return all;
        }
    }

    /// <summary>Does it and notes how long it took, or what was wrong with it.</summary>
    public async Task Note(string name, Func<Task> work)
    {
        var kind = kinds.GetOrAdd(name, _ => new Kind());
        var began = Stopwatch.GetTimestamp();
        try
        {
            await work();
            kind.Took(Stopwatch.GetElapsedTime(began));
        }
        catch (Exception problem)
            when (problem is WrongAnswerException or HttpRequestException or TaskCanceledException)
        {
            kind.Failed(problem.Message);
        }
    }

    public void Failed(string name, string problem) =>
        kinds.GetOrAdd(name, _ => new Kind()).Failed(problem);

    /// <summary>The requests of one kind.</summary>
    internal sealed class Kind
    {
        private readonly ConcurrentQueue<double> millis = new();
        private readonly ConcurrentQueue<string> problems = new();

        public int Count => millis.Count + problems.Count;

        public int Errors => problems.Count;

        public IEnumerable<string> Problems => problems.Distinct(StringComparer.Ordinal).Take(3);

        public void Took(TimeSpan time) => millis.Enqueue(time.TotalMilliseconds);

        public void Failed(string problem) => problems.Enqueue(problem);

        public void Add(Kind other)
        {
            foreach (var each in other.millis)
            {
                millis.Enqueue(each);
            }
        }

        public double Millis(double share)
        {
            var sorted = millis.Order().ToList();
            return sorted.Count == 0
                ? 0
                : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
        }
    }
}
