using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CpdCourse.Data;

/// <summary>
/// What is said to the database directly, because it is the same each time: to translate it, and to have it understood, takes longer than to do it.
/// It stays prepared as long as the context keeps its connection.
/// </summary>
internal sealed class KeptCommand(string sql)
{
    private DbCommand? kept;

    /// <summary>The command, to be run in the transaction that the context is in.</summary>
    public DbCommand With(
        DatabaseFacade database,
        params ReadOnlySpan<(string Name, object Value)> values
    )
    {
        var connection = database.GetDbConnection();
        if (kept?.Connection != connection)
        {
            kept = connection.CreateCommand();
            kept.CommandText = sql;
        }

        kept.Transaction = database.CurrentTransaction?.GetDbTransaction();
        foreach (var (name, value) in values)
        {
            Parameter(kept, name).Value = value;
        }

        return kept;
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        if (command.Parameters.Contains(name))
        {
            return command.Parameters[name];
        }

        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
