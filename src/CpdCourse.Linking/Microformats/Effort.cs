namespace CpdCourse.Linking.Microformats;

/// <summary>Counts the work of one reading, because a small page can ask for a lot of it: nested properties repeat their text, and one element may carry a thousand property names.</summary>
internal sealed class Effort(CancellationToken stop)
{
    private const int Limit = 20_000_000;
    private const int Pause = 100_000;

    private int spent;
    private int asked;

    /// <summary>Whether there was too much to do; then nothing of what was read counts.</summary>
    public bool IsSpent => spent > Limit;

    /// <summary>Counts characters copied or elements looked at; false when there is nothing left to spend.</summary>
    public bool Spend(int units)
    {
        if (IsSpent)
        {
            return false;
        }

        spent = (int)Math.Min((long)spent + units, Limit + 1L);
        if (spent - asked > Pause)
        {
            asked = spent;
            stop.ThrowIfCancellationRequested();
        }

        return !IsSpent;
    }
}
