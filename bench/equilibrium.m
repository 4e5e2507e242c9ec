% The plain world of docs/economy.md as a general solver meets it: residuals of 2 n equations, differences for slopes, fsolve.
% Called by bench/octave.ts: octave-cli equilibrium.m FOLDER RUNS. Prints the least processor time in milliseconds; writes wages and real incomes.
1;

function values = column(folder, name)
  file = fopen(fullfile(folder, name), 'r', 'ieee-le');
  values = fread(file, Inf, 'double');
  fclose(file);
end

function [residual, real_income] = world(x, m)
  w = exp(x(1:m.n));
  spending = m.spending .* exp(x(m.n + 1:end));
  cost = reshape(w, 1, m.n, 1) .^ m.power;
  weight = m.pull .* cost;
  price = sum(weight, 2);
  flow = weight ./ price .* m.budget .* spending ./ (1 + m.tariff);
  sales = squeeze(sum(sum(flow, 3), 1))(:);
  duty = sum(sum(flow .* m.tariff, 3), 2)(:);
  labour = w .* m.labour;
  residual = [sales - labour; spending - labour - duty - m.deficit];
  residual(end) = sum(labour) - 1;
  index = sum(m.budget ./ m.power .* log(price), 3)(:);
  real_income = spending ./ m.spending ./ exp(index);
end

folder = argv(){1};
runs = str2double(argv(){2});
m.n = column(folder, 'n')(1);
s = column(folder, 's')(1);
cube = @(name) reshape(column(folder, name), m.n, m.n, s);
m.tariff = cube('tariff');
m.power = reshape(1 - column(folder, 'sigma'), 1, 1, s);
m.pull = cube('share') .* ((1 + m.tariff) ./ (1 + cube('tariff-before'))) .^ m.power;
m.budget = reshape(column(folder, 'budget'), m.n, 1, s);
m.spending = column(folder, 'spending');
m.labour = column(folder, 'labour');
m.deficit = column(folder, 'deficit');
options = optimset('TolFun', 1e-14, 'TolX', 1e-14, 'MaxIter', 100);
best = Inf;
for run = 1:runs
  start = cputime;
  x = fsolve(@(y) world(y, m), zeros(2 * m.n, 1), options);
  best = min(best, 1000 * (cputime - start));
end
[residual, real_income] = world(x, m);
file = fopen(fullfile(folder, 'real-income'), 'w', 'ieee-le');
fwrite(file, real_income, 'double');
fclose(file);
printf('%.3f %.3e\n', best, max(abs(residual)));
