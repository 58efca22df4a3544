using System.Text;

namespace CpdCourse.Linking.Tables;

/// <summary>Reads a table as programs save it as text: cells apart by comma, semicolon or tab, in quotation marks where they hold one of these (RFC 4180).</summary>
public static class CsvReader
{
    private const char Quote = '"';
    private const string Said = "sep=";

    // Nobody looks further to the right.
    private const int MostCells = 50;

    private static readonly char[] Marks = [',', ';', '\t'];

    /// <summary>The rows that hold anything, each with its number in the text; null when a quotation mark is opened and never closed.</summary>
    /// <param name="text">The table.</param>
    /// <param name="most">Rows that are read, from the top.</param>
    public static IReadOnlyList<CsvRow>? Read(string text, int most)
    {
        var rows = new List<CsvRow>();
        var reading = new Reading(text, Mark(text));
        while (rows.Count < most && !reading.IsAtEnd)
        {
            if (reading.Row() is not { } row)
            {
                return null;
            }

            if (row.Cells.Any(c => c.Length > 0) && !IsSaying(row))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    // Some spreadsheets say in a first line of its own what stands between the cells.
    private static bool IsSaying(CsvRow row) =>
        row.Number == 1 && row.Cells[0].StartsWith(Said, StringComparison.OrdinalIgnoreCase);

    // The one that the first line has most of; what stands in quotation marks does not count.
    private static char Mark(string text)
    {
        if (
            text.StartsWith(Said, StringComparison.OrdinalIgnoreCase)
            && text.Length > Said.Length
            && Marks.Contains(text[Said.Length])
        )
        {
            return text[Said.Length];
        }

        var counts = new int[Marks.Length];
        var isQuoted = false;
        foreach (var c in text.AsSpan().TrimStart("\r\n"))
        {
            isQuoted ^= c == Quote;
            if (!isQuoted && c is '\r' or '\n')
            {
                break;
            }

            var mark = isQuoted ? -1 : Array.IndexOf(Marks, c);
            if (mark >= 0)
            {
                counts[mark]++;
            }
        }

        return Marks[Array.IndexOf(counts, counts.Max())];
    }

    private sealed class Reading(string text, char mark)
    {
        private int at;
        private int number;

        public bool IsAtEnd => at >= text.Length;

        /// <summary>The next row; null when its last cell never ends.</summary>
        public CsvRow? Row()
        {
            number++;
            var cells = new List<string>();
            while (Cell() is { } cell)
            {
                if (cells.Count < MostCells)
                {
                    cells.Add(cell);
                }

                if (IsAtEnd || text[at] != mark)
                {
                    EndLine();
                    return new CsvRow(number, cells);
                }

                at++;
            }

            return null;
        }

        private string? Cell()
        {
            var start = at;
            while (!IsAtEnd && text[at] is ' ')
            {
                at++;
            }

            if (!IsAtEnd && text[at] == Quote)
            {
                return Quoted();
            }

            at = start;
            return Plain().Trim();
        }

        private string Plain()
        {
            var start = at;
            while (!IsAtEnd && text[at] != mark && text[at] is not ('\r' or '\n'))
            {
                at++;
            }

            return text[start..at];
        }

        // What follows the closing mark belongs to the cell all the same: people type marks into tables by hand.
        private string? Quoted()
        {
            var cell = new StringBuilder();
            at++;
            while (!IsAtEnd)
            {
                var c = text[at++];
                if (c != Quote)
                {
                    cell.Append(c);
                }
                else if (!IsAtEnd && text[at] == Quote)
                {
                    cell.Append(Quote);
                    at++;
                }
                else
                {
                    return cell.Append(Plain()).ToString().Trim();
                }
            }

            return null;
        }

        private void EndLine()
        {
            if (!IsAtEnd && text[at] == '\r')
            {
                at++;
            }

            if (!IsAtEnd && text[at] == '\n')
            {
                at++;
            }
        }
    }
}

/// <summary>A row of a table.</summary>
/// <param name="Number">Which, from 1; those without anything count.</param>
/// <param name="Cells">Without space around them; at least one.</param>
public sealed record CsvRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The cell there; empty when the row is shorter.</summary>
    public string Cell(int at) => at < Cells.Count ? Cells[at] : "";
}
