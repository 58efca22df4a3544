using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CpdCourse.Web.Features.Transfer;

/// <summary>How many rows a table has, and a sum over all their values that does not depend on their order.</summary>
internal sealed record TableSum(long Rows, UInt128 Values);

/// <summary>A table of the model, in both databases. Rows are read one after the other and never held together.</summary>
internal sealed class MovedTable
{
    private readonly MovedColumn[] columns;
    private readonly string quoted;
    private readonly string list;

    private MovedTable(ITable from, ITable to)
    {
        Name = from.Name;
        columns =
        [
            .. from.Columns.Select(c => new MovedColumn(
                c,
                to.FindColumn(c.Name)
                    ?? throw new InvalidOperationException($"{Name} has no {c.Name} there.")
            )),
        ];
        quoted = $"\"{Name}\"";
        list = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
    }

    public string Name { get; }

    /// <summary>All tables of the model, each after those that its rows refer to.</summary>
    public static IReadOnlyList<MovedTable> All(IRelationalModel from, IRelationalModel to)
    {
        var left = from.Tables.ToList();
        var ordered = new List<MovedTable>();
        while (left.Count > 0)
        {
            var next = left.First(t =>
                t.ForeignKeyConstraints.All(k =>
                    k.PrincipalTable == t || !left.Contains(k.PrincipalTable)
                )
            );
            left.Remove(next);
            ordered.Add(new MovedTable(next, to.FindTable(next.Name, schema: null)!));
        }

        return ordered;
    }

    public async Task<bool> IsEmpty(NpgsqlConnection to, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT 1 FROM {quoted})", to);
        return await command.ExecuteScalarAsync(stop) is false;
    }

    public async Task Copy(DbConnection from, NpgsqlConnection to, CancellationToken stop)
    {
        await using var command = Select(from);
        await using var row = await command.ExecuteReaderAsync(stop);
        await using var writer = await to.BeginBinaryImportAsync(
            $"COPY {quoted} ({list}) FROM STDIN (FORMAT BINARY)",
            stop
        );
        // At the end of a table PostgreSQL looks up what each row refers to.
        writer.Timeout = TimeSpan.FromHours(1);
        while (await row.ReadAsync(stop))
        {
            await writer.StartRowAsync(stop);
            for (var at = 0; at < columns.Length; at++)
            {
                var column = columns[at];
                if (column.Read(row, at) is { } value)
                {
                    await writer.WriteAsync(column.Written(value), column.TypeName, stop);
                }
                else
                {
                    await writer.WriteNullAsync(stop);
                }
            }
        }

        await writer.CompleteAsync(stop);
    }

    /// <summary>Lets PostgreSQL go on numbering where SQLite was.</summary>
    public async Task GoOnNumbering(NpgsqlConnection to, CancellationToken stop)
    {
        foreach (var column in columns.Where(c => c.IsWhole))
        {
            await using var command = new NpgsqlCommand(
                $"""
                SELECT setval(pg_get_serial_sequence($1, $2), greatest(max("{column.Name}"), 1), max("{column.Name}") IS NOT NULL)
                FROM {quoted}
                """,
                to
            )
            {
                Parameters =
                {
                    new() { Value = quoted },
                    new() { Value = column.Name },
                },
            };
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    public Task<TableSum> SumThere(DbConnection from, CancellationToken stop) =>
        Sum(from, (column, row, at) => column.Read(row, at), stop);

    public Task<TableSum> SumHere(NpgsqlConnection to, CancellationToken stop) =>
        Sum(to, (column, row, at) => column.ReadBack(row, at), stop);

    private async Task<TableSum> Sum(
        DbConnection connection,
        Func<MovedColumn, DbDataReader, int, object?> read,
        CancellationToken stop
    )
    {
        await using var command = Select(connection);
        await using var row = await command.ExecuteReaderAsync(stop);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (rows, values) = (0L, UInt128.Zero);
        while (await row.ReadAsync(stop))
        {
            for (var at = 0; at < columns.Length; at++)
            {
                var bytes = columns[at].Bytes(read(columns[at], row, at));
                hash.AppendData(BitConverter.GetBytes(bytes.Length));
                hash.AppendData(bytes);
            }

            rows++;
            values += BitConverter.ToUInt128(hash.GetHashAndReset());
        }

        return new TableSum(rows, values);
    }

    private DbCommand Select(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"SELECT {list} FROM {quoted}";
        command.CommandTimeout = 0;
        return command;
    }
}
